package io.github.congeal.internal.checkpoint;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.checkpoint.pickle.PickleDict;
import io.github.congeal.internal.checkpoint.pickle.PickleGlobal;
import io.github.congeal.internal.checkpoint.pickle.PickleList;
import io.github.congeal.internal.checkpoint.pickle.PickleObject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tensors among the values of a pickle and names them. Tensors of the model's state dict keep their names; in a
 * pickled module or a TorchScript archive the names are those of {@code Module.state_dict()}. Other tensors are named by
 * their whole path, such as {@code optimizer_states.0.state.3.exp_avg}.
 */
final class StateDict {
    /** The keys under which training programs save a model's state dict, the most reliable first. */
    private static final List<String> KEYS = List.of(
            "state_dict", "model_state_dict", "model", "params_ema", "params", "net", "network", "module", "weights");

    private static final int DEEPEST = 200;
    private static final int MOST_VISITS = 2_000_000;

    private final String source;
    private final NamedTensors tensors;
    private final Set<Object> onThePath = new HashSet<>();
    private final Set<Object> visitedOutside = new HashSet<>();
    private int visits;

    private StateDict(String source, NamedTensors tensors) {
        this.source = source;
        this.tensors = tensors;
    }

    /**
     * Adds all tensors in a value to {@code tensors}.
     *
     * @throws CheckpointException if there are none, or if the value is nested beyond the limits
     */
    static void collect(@Nullable Object root, String source, NamedTensors tensors) {
        StateDict naming = new StateDict(source, tensors);
        String key = keyOfModel(root);
        if (key == null) {
            naming.visit(root, "", true);
        } else {
            Map<@Nullable Object, @Nullable Object> entries = ((PickleDict) root).entries();
            naming.visit(entries.get(key), "", true);
            entries.forEach((other, value) -> {
                if (!key.equals(other)) {
                    naming.visit(value, text(other), false);
                }
            });
        }
        if (tensors.all().isEmpty()) {
            String instead = tensors.unread().isEmpty()
                    ? ""
                    : ", only " + tensors.unread().values().iterator().next();
            throw new CheckpointException(source, "the file holds no tensors that can be read" + instead);
        }
    }

    private static @Nullable String keyOfModel(@Nullable Object root) {
        if (!(root instanceof PickleDict dictionary)) {
            return null;
        }
        if (holdsTensors(dictionary.get(KEYS.get(0)))) {
            return KEYS.get(0);
        }
        if (holdsTensors(dictionary)) {
            return null;
        }
        return KEYS.stream()
                .filter(key -> holdsTensors(dictionary.get(key)) || isModule(dictionary.get(key)))
                .findFirst()
                .orElse(null);
    }

    private static boolean holdsTensors(@Nullable Object value) {
        return value instanceof PickleDict dictionary
                && dictionary.entries().values().stream().anyMatch(StoredTensor.class::isInstance);
    }

    private static boolean isModule(@Nullable Object value) {
        return value instanceof PickleObject object
                && object.attributes() != null
                && object.attributes().get("_parameters") instanceof PickleDict;
    }

    private void visit(@Nullable Object value, String path, boolean model) {
        if (++visits > MOST_VISITS) {
            throw new CheckpointException(source, path, "the file has more values than any model's");
        }
        if (value instanceof StoredTensor tensor) {
            if (model) {
                tensors.add(tensor.named(path));
            } else {
                tensors.addOutsideTheModel(tensor.named(path));
            }
        } else if (value != null && isOfInterest(value)) {
            // A value that contains itself is left at the second visit. Outside of the model, no value is visited
            // twice.
            if (!onThePath.add(value) || !model && !visitedOutside.add(value)) {
                return;
            }
            if (onThePath.size() > DEEPEST) {
                throw new CheckpointException(source, path, "it is nested more than " + DEEPEST + " deep");
            }
            visitContent(value, path, model);
            onThePath.remove(value);
        }
    }

    private void visitContent(Object value, String path, boolean model) {
        if (value instanceof PickleDict dictionary) {
            visitEntries(dictionary, path, model);
        } else if (value instanceof PickleList list) {
            visitItems(list.items(), path, model);
        } else if (value instanceof PickleObject object) {
            PickleDict attributes = object.attributes();
            if (attributes != null && isModule(object)) {
                for (String part : List.of("_parameters", "_buffers", "_modules")) {
                    if (attributes.get(part) instanceof PickleDict members) {
                        visitEntries(members, path, model);
                    }
                }
                return;
            }
            if (attributes == null && model) {
                tensors.addUnread(path, object.type());
            }
            if (attributes != null) {
                visitEntries(attributes, path, model);
            }
            visitEntries(object.entries(), path, model);
            visitItems(object.items(), path, model);
        }
    }

    private void visitEntries(PickleDict dictionary, String path, boolean model) {
        dictionary.entries().forEach((key, value) -> {
            if (isOfInterest(value)) {
                visit(value, join(path, text(key)), model);
            }
        });
    }

    private void visitItems(List<@Nullable Object> items, String path, boolean model) {
        for (int i = 0; i < items.size(); i++) {
            Object item = items.get(i);
            if (isOfInterest(item)) {
                visit(item, join(path, Integer.toString(i)), model);
            }
        }
    }

    private static boolean isOfInterest(@Nullable Object value) {
        return value instanceof StoredTensor
                || value instanceof PickleDict
                || value instanceof PickleList
                || value instanceof PickleObject;
    }

    private String join(String path, String key) {
        if (path.length() + key.length() > NamedTensors.LONGEST_NAME) {
            throw new CheckpointException(source, path, "the path to a value is longer than any model's");
        }
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String text(@Nullable Object key) {
        return key instanceof String || key instanceof Number || key instanceof Boolean || key instanceof PickleGlobal
                ? key.toString()
                : "key";
    }
}
