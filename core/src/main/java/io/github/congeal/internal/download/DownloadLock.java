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
    /** File locks belong to the process as a whole, so threads need their own. */
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final ReentrantLock threads;
    private final FileChannel processes;

    private DownloadLock(ReentrantLock threads, FileChannel processes) {
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
        ReentrantLock threads = THREADS.computeIfAbsent(file, any -> new ReentrantLock());
        if (!threads.tryLock()) {
            waiting.run();
            threads.lockInterruptibly();
        }
        try {
            return new DownloadLock(threads, locked(file, waiting));
        } catch (FileLockInterruptionException e) {
            threads.unlock();
            // It leaves the thread's flag set, which an InterruptedException stands for.
            Thread.interrupted();
            throw new InterruptedException();
        } catch (IOException | RuntimeException e) {
            threads.unlock();
            throw e;
        }
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
            threads.unlock();
        }
    }
}
