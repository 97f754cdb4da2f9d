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
 * Lets only one thread of one process at a time download a file. However a process ends, the operating system releases
 * its lock. The empty lock file is never deleted: otherwise two processes could hold locks on different files of the
 * same name.
 */
final class DownloadLock implements AutoCloseable {
    /**
     * File locks belong to the whole process, so its threads need locks of their own: one for each file being
     * downloaded.
     */
    private static final Map<Path, ThreadLock> THREADS = new ConcurrentHashMap<>();

    private final Path file;
    private final ThreadLock threads;
    private final FileChannel processes;

    /** A lock and the number of threads that hold it or wait for it; the last one removes it. */
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
     * @param waiting is run before waiting for another program or thread
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
            // This exception leaves the thread's interrupt flag set; an InterruptedException stands for the flag.
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

    /** The number of files that this process is downloading. */
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
