package io.github.congeal.samples.server;

import io.github.congeal.Generation;
import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import io.github.congeal.model.Model;
import java.util.ArrayList;
import java.util.List;

/** Where orders become pictures: prepared, looked at whether they are within the limits, put in the queue and kept. */
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
     * @param usual what holds where neither an order nor its preset says otherwise
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
     * Prepares a picture, one at a time, since that takes the processor for a moment.
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
     * Has pictures made, with one seed after the other.
     *
     * @param what it is called in the log
     * @throws IllegalArgumentException if they cannot be made, or too many wait
     */
    Job make(String what, Order order, int count) {
        return make(what, order, count, 0);
    }

    /**
     * Has pictures made, and some frames on the way to each kept for {@link Picture#nextPart()}.
     *
     * @param parts how many
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

    /** Settings as they are where an order says nothing but its prompt. */
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
