package io.github.congeal.internal.checkpoint;

/**
 * A storage as a pickle refers to it.
 *
 * @param typeName the full name of its class
 * @param type what it holds
 * @param bytes where its bytes lie
 * @param begin the offset of its first byte in those
 * @param length how many bytes belong to it, all of them within those
 */
record TorchStorage(String typeName, TorchStorageType type, Storage bytes, long begin, long length) {}
