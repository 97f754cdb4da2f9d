package io.github.congeal.samples.server;

import io.github.congeal.Generation;
import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import io.github.congeal.model.Model;
import java.util.ArrayList;
import java.util.List;

/** Turns orders into pictures: prepares them, checks the limits, puts them in the queue and in the gallery. */
final class Studio {
    private final Model model;
    private final Settings usual;
    private final Limits limits;
    private final Jobs jobs;
    private final Gallery gallery;
    private final Metrics metrics;

    /**
     * A studio.
     *
     * @param usual the defaults for what neither an order nor its preset sets
     */
    Studio(Model model, Settings usual, Limits limits, Jobs jobs, Gallery gallery, Metrics metrics) {
        this.model = model;
        this.usual = usual;
        this.limits = limits;
        this.jobs = jobs;
        this.gallery = gallery;
        this.metrics = metrics;
    }

    /**
     * Prepares a picture; one at a time, since that takes processor time.
     *
     * @throws IllegalArgumentException if it cannot be made
     */
    synchronized Generation prepare(Order order) {
        Settings settings = order.settings().over(usual);
        limits.require(settings);
        Generation generation =
                Generation.builder().model(model).settings(settings).build();
        limits.require(generation);
        return generation;
    }

    /**
     * Submits a job for pictures with consecutive seeds.
     *
     * @param what its name in the log
     * @param count the number of pictures
     * @throws IllegalArgumentException if they cannot be made
     * @throws Refusal if too many jobs wait, or a limit is exceeded
     */
    Job make(String what, Order order, int count) {
        return make(what, order, count, 0);
    }

    /**
     * Submits a job for pictures, and keeps intermediate frames of each for {@link Picture#nextPart()}.
     *
     * @param parts the number of intermediate frames
     */
    Job make(String what, Order order, int count, int parts) {
        jobs.requireRoom();
        Generation first = prepare(order);
        List<Picture> pictures = new ArrayList<>();
        for (Generation each : count == 1 ? List.of(first) : first.variants(count)) {
            pictures.add(new Picture(order, each, parts));
        }
        Job job = new Job(what, pictures, metrics);
        jobs.submit(job);
        gallery.add(job);
        return job;
    }

    /** The settings of an order that has nothing but a prompt. */
    Settings defaults() {
        return prepare(Order.NOTHING.prompt("anything")).settings().without(Control.SEED);
    }

    Model model() {
        return model;
    }

    Limits limits() {
        return limits;
    }

    Jobs jobs() {
        return jobs;
    }

    Gallery gallery() {
        return gallery;
    }
}
