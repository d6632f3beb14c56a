const reasons: Readonly<Record<string, string>> = {
    ENOENT: "there is no such file",
    ENOTDIR: "a part of its path is not a folder",
    EACCES: "this user may not read it",
    EPERM: "this user may not read it",
    EISDIR: "it is a folder, not a file",
    ELOOP: "its path has a loop of links",
    ENAMETOOLONG: "its path is too long",
    ENXIO: "it is a device or socket, not a file",
    EBADF: "it is closed",
};

/** Says why a file cannot be read, in the words that follow "cannot be read:". @param error what `node:fs` threw */
export function fileErrorReason(error: unknown): string {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    return reasons[code] ?? code;
}
