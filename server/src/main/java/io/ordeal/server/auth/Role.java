package io.ordeal.server.auth;

import io.ordeal.server.keys.Text;

/** What those who have it may do. */
public record Role(Text name, Permissions permissions) {

    /** May do everything, and only those who have it may change users and roles. It is always there. */
    public static final Role ROOT = new Role(Text.of("root"), Permissions.ALL);

    /** Of those who do not say who they are; as it is when it is first needed. */
    public static final Role GUEST = new Role(Text.of("guest"), Permissions.ALL);

    boolean isRoot() {
        return name.equals(ROOT.name());
    }

    boolean allows(Text path, boolean writing, boolean recursive) {
        return isRoot() || permissions.allow(path, writing, recursive);
    }
}
