package io.ordeal.server.keys;

/** Why the key space refused, in etcd's numbers and words. */
public enum ErrorCode {
    KEY_NOT_FOUND(100, "Key not found"),
    COMPARE_FAILED(101, "Compare failed"),
    NOT_A_FILE(102, "Not a file"),
    NOT_A_DIRECTORY(104, "Not a directory"),
    KEY_EXISTS(105, "Key already exists"),
    ROOT_READ_ONLY(107, "Root is read only"),
    DIRECTORY_NOT_EMPTY(108, "Directory not empty");

    private final int number;
    private final String message;

    ErrorCode(int number, String message) {
        this.number = number;
        this.message = message;
    }

    public int number() {
        return number;
    }

    public String message() {
        return message;
    }
}
