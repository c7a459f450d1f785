package dev.goalkeeper.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/// Runs a JUnit test once for each seed of a range. The test takes a `long`, the seed, or a
/// `SplittableRandom` made from it, or both. A failure names its seed and how to run that one
/// alone: with the system property `seeds`, as in `-Dseeds=17..17`, which stands for the range of
/// every test that runs.
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(SeedsExtension.class)
public @interface Seeds {
  /// The first seed.
  long from() default 1;

  /// The last seed.
  long to();
}
