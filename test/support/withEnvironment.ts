/** Runs a test with other environment variables; `undefined` removes one. */
export async function withEnvironment<T>(
    values: Readonly<Record<string, string | undefined>>,
    test: () => Promise<T>,
): Promise<T> {
    const before = { ...process.env };
    for (const [name, value] of Object.entries(values)) {
        if (value === undefined) {
            delete process.env[name];
        } else {
            process.env[name] = value;
        }
    }
    try {
        return await test();
    } finally {
        process.env = before;
    }
}

/** Where the AWS SDK looks for a region: nowhere is one. */
export const noRegion: Readonly<Record<string, string | undefined>> = {
    AWS_REGION: undefined,
    AWS_PROFILE: undefined,
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
};
