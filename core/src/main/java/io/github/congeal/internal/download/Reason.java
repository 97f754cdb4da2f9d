package io.github.congeal.internal.download;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** Why a transfer failed, in words: the JDK's exceptions often have none. */
final class Reason {
    private Reason() {}

    static String of(Exception fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return "there is no such host, or no network";
            }
        }
        if (fault instanceof HttpConnectTimeoutException) {
            return "no connection in time";
        }
        if (fault instanceof ConnectException) {
            return "no connection" + (fault.getMessage() == null ? "" : " (" + fault.getMessage() + ")");
        }
        if (fault instanceof SSLException) {
            return "no secure connection (" + fault.getMessage() + ")";
        }
        return fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
    }
}
