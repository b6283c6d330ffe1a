package io.github.l2nas.api.extension;

import io.github.l2nas.api.job.JobException;
import java.lang.reflect.InvocationTargetException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * The extensions of one kind that are on the class path.
 *
 * @param <T> the kind: a factory, or something that needs none
 */
public final class Extensions<T extends Extension> {

    private final Class<? super T> type;
    private final String parameter;
    private final String kind;
    private final ClassLoader loader;

    private Extensions(Class<? super T> type, String parameter, String kind, ClassLoader loader) {
        this.type = type;
        this.parameter = parameter;
        this.kind = kind;
        this.loader = loader;
    }

    /**
     * Extensions that the current thread's class loader sees, or, where it has none, the API's own.
     *
     * @param type the kind
     * @param parameter the job's field that names one, for example {@code strategy}
     * @param kind what people call one, for example {@code strategy}
     * @param <T> the kind
     * @return finds them when asked
     */
    public static <T extends Extension> Extensions<T> of(Class<? super T> type, String parameter, String kind) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return new Extensions<>(type, parameter, kind, context == null ? type.getClassLoader() : context);
    }

    /**
     * All that are registered.
     *
     * @return sorted by name
     * @throws JobException where two have one name, or one can't be made; names the classes
     */
    public List<T> all() {
        TreeMap<String, T> found = new TreeMap<>();
        try {
            for (Object loaded : ServiceLoader.load(type, loader)) {
                T extension = cast(loaded);
                T other = found.put(extension.name(), extension);
                if (other != null && other.getClass() != extension.getClass()) {
                    throw new JobException(
                            parameter,
                            other.getClass().getName() + " and "
                                    + extension.getClass().getName() + " are both a " + kind + " named '"
                                    + extension.name() + "'. Leave the jar of one of them out");
                }
            }
        } catch (ServiceConfigurationError e) {
            throw new JobException(parameter, "a " + kind + " that a jar registers can't be used: " + reason(e));
        }
        return List.copyOf(found.values());
    }

    @SuppressWarnings("unchecked") // a kind with type parameters has but one class
    private T cast(Object loaded) {
        return (T) loaded;
    }

    /**
     * The registered one of that name.
     *
     * @param name as declared
     * @return the extension, or nothing
     */
    public Optional<T> find(String name) {
        return all().stream().filter(extension -> extension.name().equals(name)).findFirst();
    }

    /**
     * The one of that name.
     *
     * @param name as declared
     * @return the extension
     * @throws JobException where there is none; the message lists the names
     */
    public T named(String name) {
        return find(name)
                .orElseThrow(() -> new JobException(
                        parameter,
                        "there is no " + kind + " '" + name + "'; there are "
                                + all().stream()
                                        .map(Extension::name)
                                        .sorted(Comparator.naturalOrder())
                                        .toList()
                                + ", and you can name a class"));
    }

    /**
     * The registered one of that name or, where the name is a class's, a new instance.
     *
     * @param name as declared
     * @return the extension
     * @throws JobException where there is none of that name, or the class is something else or can't be made
     */
    public T declared(String name) {
        if (!isClassName(name)) {
            return named(name);
        }
        return cast(instance(name, type)
                .orElseThrow(
                        () -> new JobException(parameter, "class " + name + " does not implement " + type.getName())));
    }

    /**
     * Whether a name is that of a class: it has a dot.
     *
     * @param name as declared
     * @return true for {@code com.example.MySpace}
     */
    public static boolean isClassName(String name) {
        return name != null && name.indexOf('.') > 0;
    }

    /**
     * A new instance of a class that was named.
     *
     * @param className for example {@code com.example.MySpace}
     * @param wanted what it has to be
     * @param <I> what it has to be
     * @return the instance; empty where the class is something else
     * @throws JobException where there is no such class, or it can't be made
     */
    public <I> Optional<I> instance(String className, Class<I> wanted) {
        Class<?> found;
        try {
            found = Class.forName(className, true, loader);
        } catch (ClassNotFoundException e) {
            throw new JobException(
                    parameter,
                    "there is no class " + className + " on the class path. It lies in this project (run a phase after"
                            + " compile, for example process-classes), in one of its dependencies or in a dependency of"
                            + " the plugin");
        } catch (LinkageError e) {
            throw new JobException(parameter, "class " + className + " can't be loaded: " + reason(e));
        }
        if (!wanted.isAssignableFrom(found)) {
            return Optional.empty();
        }
        try {
            return Optional.of(wanted.cast(found.getDeclaredConstructor().newInstance()));
        } catch (InvocationTargetException e) {
            throw new JobException(
                    parameter, "class " + className + " can't be made: its constructor threw " + reason(e.getCause()));
        } catch (ReflectiveOperationException e) {
            throw new JobException(
                    parameter,
                    "class " + className + " can't be made. It must be public, not abstract, and have a public"
                            + " constructor without parameters");
        }
    }

    private static String reason(Throwable throwable) {
        String message = throwable.getMessage();
        return message == null ? throwable.getClass().getName() : message;
    }
}
