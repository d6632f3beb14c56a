/** Runs a test with other environment variables; `undefined` removes one. */
export async function withEnvironment<T>(
    values: Readonly<Record<string, string | undefined>>,
    test: () => Promise<T>,
): Promise<T> {
    const before = Object.fromEntries(Object.keys(values).map((name) => [name, process.env[name]]));
    set(values);
    try {
        return await test();
    } finally {
        set(before);
    }
}

/** One by one: another object in place of `process.env` would leave the process's own variables as they are. */
function set(values: Readonly<Record<string, string | undefined>>): void {
    for (const [name, value] of Object.entries(values)) {
        if (value === undefined) {
            delete process.env[name];
        } else {
            process.env[name] = value;
        }
    }
}

/** Without a region in any place where the AWS SDK looks for one. */
export const noRegion: Readonly<Record<string, string | undefined>> = {
    AWS_REGION: undefined,
    AWS_PROFILE: undefined,
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
};
