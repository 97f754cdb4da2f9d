package io.github.congeal.samples.server;

import io.github.congeal.DeviceUnavailableException;
import io.github.congeal.DivergedException;
import io.github.congeal.PromptTooLongException;
import org.jspecify.annotations.Nullable;

/** Thrown to refuse a request, with a sentence that says why. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int CONFLICT = 409;
    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY = 429;
    private static final int FAILED = 500;
    private static final int UNAVAILABLE = 503;

    private final int status;
    private final String code;
    private final @Nullable String field;
    private final int retryAfterSeconds;

    private Refusal(int status, String code, @Nullable String field, int retryAfterSeconds, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
        this.code = code;
        this.field = field;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    private static Refusal of(int status, String code, String sentence) {
        return new Refusal(status, code, null, 0, sentence);
    }

    /** The refusal of a wrong value. */
    static Refusal of(String sentence) {
        return of(BAD_REQUEST, "invalid_value", sentence);
    }

    /** The refusal for an exception that made a job fail; faults of the server are not disclosed. */
    static Refusal of(Throwable problem) {
        if (problem instanceof Refusal refusal) {
            return refusal;
        }
        if (problem instanceof IllegalArgumentException wrong) {
            return of(wrong);
        }
        if (problem instanceof DivergedException) {
            return of(sentence(problem));
        }
        if (problem instanceof DeviceUnavailableException) {
            return failed(sentence(problem));
        }
        return failed(
                problem instanceof OutOfMemoryError
                        ? "there was not enough memory: ask for a smaller picture"
                        : "this should not have happened: the server's log says more");
    }

    /** The refusal of something that the library refused. */
    static Refusal of(IllegalArgumentException problem) {
        return problem instanceof PromptTooLongException
                ? of(BAD_REQUEST, "prompt_too_long", sentence(problem)).about("prompt")
                : of(sentence(problem));
    }

    private static String sentence(Throwable problem) {
        return problem.getMessage() == null ? problem.toString() : problem.getMessage();
    }

    static Refusal withoutToken() {
        return of(
                UNAUTHORIZED, "invalid_api_key", "this server wants its token: send it as Authorization: Bearer TOKEN");
    }

    static Refusal forbidden(String sentence) {
        return of(FORBIDDEN, "forbidden", sentence);
    }

    static Refusal notFound(String sentence) {
        return of(NOT_FOUND, "not_found", sentence);
    }

    static Refusal method(String sentence) {
        return of(METHOD_NOT_ALLOWED, "method_not_allowed", sentence);
    }

    static Refusal tooLate(String sentence) {
        return of(CONFLICT, "conflict", sentence);
    }

    static Refusal tooLarge(String sentence) {
        return of(TOO_LARGE, "too_large", sentence);
    }

    /** The refusal of a request while there are too many; clients try again by themselves. */
    static Refusal busy(String sentence, int retryAfterSeconds) {
        return new Refusal(TOO_MANY, "rate_limit_exceeded", null, retryAfterSeconds, sentence);
    }

    /** The refusal of a request that the server cannot follow now: it starts, ends, or lacks memory. */
    static Refusal unavailable(String sentence) {
        return new Refusal(UNAVAILABLE, "unavailable", null, 10, sentence);
    }

    /** The answer to an accepted request that failed. */
    static Refusal failed(String sentence) {
        return of(FAILED, "server_error", sentence);
    }

    /** The refusal as JSON for all kinds of clients: OpenAI's read {@code error}, others {@code detail}. */
    Object json() {
        return Json.of(
                "error",
                Json.of(
                        "message",
                        sentence(),
                        "type",
                        status == BAD_REQUEST ? "invalid_request_error" : code,
                        "param",
                        field,
                        "code",
                        code),
                "detail",
                sentence());
    }

    /** The same refusal, naming the field that was wrong. */
    Refusal about(String name) {
        return new Refusal(status, code, name, retryAfterSeconds, sentence());
    }

    /** Whether this is a fault of the server. */
    boolean isFault() {
        return status == FAILED;
    }

    int status() {
        return status;
    }

    /** The number of seconds after which to try again; 0 if that does not help. */
    int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
