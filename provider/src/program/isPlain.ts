import * as pulumi from "@pulumi/pulumi";

/** Whether a value holds nothing that has to be waited for: no output and no promise. */
export function isPlain(value: unknown): boolean {
    if (typeof value !== "object" || value === null) {
        return true;
    }
    const isLater = pulumi.Output.isInstance(value) || value instanceof Promise;
    return !isLater && Object.values(value).every(isPlain);
}
