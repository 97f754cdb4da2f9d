package io.github.congeal.internal.checkpoint;

/**
 * A reference to a storage in a pickle.
 *
 * @param typeName the full name of its class
 * @param type the type of its elements
 * @param bytes its bytes
 * @param begin the offset of its first byte
 * @param length the number of its bytes
 */
record TorchStorage(String typeName, TorchStorageType type, Storage bytes, long begin, long length) {}
