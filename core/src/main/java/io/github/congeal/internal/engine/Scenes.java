package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.State;
import java.util.List;
import java.util.random.RandomGenerator;

/** Several scenes, which act one after the other. */
record Scenes(List<Scene> scenes) implements Scene {
    @Override
    public boolean act(int step, Canvas canvas, RandomGenerator random) {
        boolean acted = false;
        for (Scene scene : scenes) {
            acted |= scene.act(step, canvas, random);
        }
        return acted;
    }

    @Override
    public boolean isActing() {
        return scenes.stream().anyMatch(Scene::isActing);
    }

    @Override
    public void state(State state) {
        for (int i = 0; i < scenes.size(); i++) {
            scenes.get(i).state(state.of("scene" + i));
        }
    }
}
