package dev.goalkeeper.testkit;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/// Makes one run of a test out of each seed; see [Seeds], which brings it along.
public final class SeedsExtension implements TestTemplateInvocationContextProvider {
  private static final String PROPERTY = "seeds";

  /// Made by JUnit.
  public SeedsExtension() {}

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return context.getRequiredTestMethod().isAnnotationPresent(Seeds.class);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    SeedRange range = range(context);
    return LongStream.rangeClosed(range.first(), range.last()).mapToObj(Run::new);
  }

  private static SeedRange range(ExtensionContext context) {
    String asked = System.getProperty(PROPERTY, "");
    Seeds declared = context.getRequiredTestMethod().getAnnotation(Seeds.class);
    return asked.isEmpty()
        ? new SeedRange(declared.from(), declared.to()) : SeedRange.parse(asked);
  }

  /// A test with one seed.
  private record Run(long seed)
      implements TestTemplateInvocationContext, ParameterResolver, TestExecutionExceptionHandler {
    @Override
    public String getDisplayName(int index) {
      return "seed " + seed;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(this);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      Class<?> type = parameter.getParameter().getType();
      return type == long.class || type == SplittableRandom.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      boolean plain = parameter.getParameter().getType() == long.class;
      return plain ? (Object) seed : new SplittableRandom(seed);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) {
      String test = context.getRequiredTestClass().getSimpleName()
          + "#" + context.getRequiredTestMethod().getName();
      throw new AssertionError(
          "seed " + seed + ": " + thrown.getMessage() + "\nalone: -Dtest=" + test + " -D" + PROPERTY
              + "=" + seed + ".." + seed, thrown);
    }
  }
}
