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
///
/// A test may also take a [Schedule], and ask it whether something goes wrong now. If it fails, it
/// is run again and again on the same test object, with ever fewer incidents, and the failure names
/// those that are needed; `-Dincidents=lost:12,crash:1` lets these happen and no others. Such a
/// test makes all that it uses, and does not rest on `@BeforeEach`.
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
