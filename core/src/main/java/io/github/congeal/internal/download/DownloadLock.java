package io.github.congeal.internal.download;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread of one process at a time bring a file. The operating system frees it when its process ends, however
 * that ends. The empty file that is locked stays: deleting it could part two processes that wait for it.
 */
final class DownloadLock implements AutoCloseable {
    /** File locks belong to the process as a whole, so threads need their own: one for each file that some thread brings. */
    private static final Map<Path, ThreadLock> THREADS = new ConcurrentHashMap<>();

    private final Path file;
    private final ThreadLock threads;
    private final FileChannel processes;

    /** A lock, and how many threads hold it or wait for it: it goes with the last. */
    private static final class ThreadLock {
        private final ReentrantLock lock = new ReentrantLock();
        private int threads;
    }

    private DownloadLock(Path file, ThreadLock threads, FileChannel processes) {
        this.file = file;
        this.threads = threads;
        this.processes = processes;
    }

    /**
     * Waits until no other program is downloading the file.
     *
     * @param waiting is run first if one is
     */
    static DownloadLock of(Path target, Runnable waiting) throws IOException, InterruptedException {
        Path file = target.resolveSibling(target.getFileName() + ".lock").toAbsolutePath();
        ThreadLock threads = enter(file);
        try {
            if (!threads.lock.tryLock()) {
                waiting.run();
                threads.lock.lockInterruptibly();
            }
            return new DownloadLock(file, threads, locked(file, waiting));
        } catch (FileLockInterruptionException e) {
            leave(file, threads);
            // It leaves the thread's flag set, which an InterruptedException stands for.
            Thread.interrupted();
            throw new InterruptedException();
        } catch (IOException | InterruptedException | RuntimeException e) {
            leave(file, threads);
            throw e;
        }
    }

    private static ThreadLock enter(Path file) {
        return THREADS.compute(file, (any, known) -> {
            ThreadLock threads = known == null ? new ThreadLock() : known;
            threads.threads++;
            return threads;
        });
    }

    private static void leave(Path file, ThreadLock threads) {
        if (threads.lock.isHeldByCurrentThread()) {
            threads.lock.unlock();
        }
        THREADS.computeIfPresent(file, (any, known) -> --known.threads == 0 ? null : known);
    }

    /** How many files are being brought by this process. */
    static int held() {
        return THREADS.size();
    }

    private static FileChannel locked(Path file, Runnable waiting) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                waiting.run();
                channel.lock();
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            processes.close();
        } finally {
            leave(file, threads);
        }
    }
}
