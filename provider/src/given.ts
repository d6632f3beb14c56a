/** Whether a value is there: JavaScript, JSON and the engine write `undefined` or `null` for one that is left out. */
export function isGiven<T>(value: T | undefined | null): value is T {
    return value !== undefined && value !== null;
}
