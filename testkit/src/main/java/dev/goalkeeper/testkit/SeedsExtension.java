package dev.goalkeeper.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.jspecify.annotations.Nullable;

/// Makes one run of a test out of each seed; see [Seeds], which brings it along.
public final class SeedsExtension implements TestTemplateInvocationContextProvider {
  static final String SEEDS = "seeds";
  static final String INCIDENTS = "incidents";

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
    String asked = System.getProperty(SEEDS, "");
    Seeds declared = context.getRequiredTestMethod().getAnnotation(Seeds.class);
    return asked.isEmpty()
        ? new SeedRange(declared.from(), declared.to()) : SeedRange.parse(asked);
  }

  /// A test with one seed.
  private static final class Run
      implements TestTemplateInvocationContext, ParameterResolver, InvocationInterceptor {
    private final long seed;
    private final Schedule schedule = asked().map(Schedule::only).orElseGet(Schedule::drawn);

    private Run(long seed) {
      this.seed = seed;
    }

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
      return type == long.class || type == SplittableRandom.class || type == Schedule.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return argument(parameter.getParameter().getType(), schedule);
    }

    @Override
    public void interceptTestTemplateMethod(
        Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> test,
        ExtensionContext context) {
      try {
        invocation.proceed();
      } catch (Throwable thrown) { // whatever a test throws is told with its seed
        throw new AssertionError(told(thrown, test), thrown);
      }
    }

    private String told(Throwable thrown, ReflectiveInvocationContext<Method> test) {
      String name = test.getTargetClass().getSimpleName() + "#" + test.getExecutable().getName();
      var failure = new SeedFailure(name, seed, thrown, again -> runAgain(test, again));
      return asked().isPresent() ? failure.told() : failure.told(schedule.happened());
    }

    private void runAgain(ReflectiveInvocationContext<Method> test, Schedule again)
        throws Throwable {
      Method method = test.getExecutable();
      Object[] arguments = Stream.of(method.getParameterTypes())
          .map(type -> argument(type, again)).toArray();
      method.setAccessible(true);
      try {
        method.invoke(test.getTarget().orElse(null), arguments);
      } catch (InvocationTargetException failed) {
        throw failed.getTargetException();
      }
    }

    private Object argument(Class<?> type, Schedule given) {
      if (type == Schedule.class) {
        return given;
      }
      return type == long.class ? (Object) seed : new SplittableRandom(seed);
    }

    private static Optional<List<Incident>> asked() {
      return Optional.ofNullable(System.getProperty(INCIDENTS)).map(Incident::parse);
    }
  }
}
