/** The sentinel that stands for a value not known yet; a test holds it equal to `@pulumi/pulumi`'s `runtime.unknownValue`. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether a value is, or holds somewhere inside, one that is not known yet. */
export function isUnknown(value: unknown): boolean {
    if (value === unknownValue) {
        return true;
    }
    if (typeof value !== "object" || value === null) {
        return false;
    }
    return Object.values(value).some(isUnknown);
}
