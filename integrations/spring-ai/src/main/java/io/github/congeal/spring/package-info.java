/** Congeal as an image model of Spring AI, and its auto-configuration for Spring Boot. */
@NullMarked
package io.github.congeal.spring;

import org.jspecify.annotations.NullMarked;
