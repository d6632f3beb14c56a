import * as pulumi from "@pulumi/pulumi";

/** Pulumi's organization; `undefined` in a test of a program whose mocks name none. */
export function organizationName(): string | undefined {
    try {
        return pulumi.getOrganization();
    } catch {
        return undefined;
    }
}

/**
 * The argument `once` where the program has the engine ignore changes of the source: the engine ignores a change of the path,
 * and knows nothing of the content, which is what counts.
 *
 * @param given what the program says itself, which holds
 */
export function onceWhereIgnored(
    given: unknown,
    { ignoreChanges = [] }: pulumi.CustomResourceOptions = {},
): { readonly once?: true } {
    const isIgnored = ["source", "users", "*"].some((name) => ignoreChanges.includes(name));
    return given === undefined && isIgnored ? { once: true } : {};
}
