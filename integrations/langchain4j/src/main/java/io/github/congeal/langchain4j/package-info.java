/** Congeal as an image model of LangChain4j. */
@NullMarked
package io.github.congeal.langchain4j;

import org.jspecify.annotations.NullMarked;
