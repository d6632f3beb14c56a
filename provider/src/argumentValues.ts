/** Whether a value is there: JavaScript, JSON and the engine write `undefined` or `null` for one that is left out. */
export function isPresent<T>(value: T | undefined | null): value is T {
    return value !== undefined && value !== null;
}

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/**
 * Reads a duration such as `"90s"`, `"45m"`, `"2h"` or `"1h30m"`.
 *
 * @returns seconds, or `undefined` where the text is no duration above zero
 */
export function parseDurationSeconds(text: string): number | undefined {
    const parts = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(text.trim());
    if (parts === null) {
        return undefined;
    }
    const seconds = ["h", "m", "s"].reduce(
        (sum, unit, index) => sum + Number(parts[index + 1] ?? 0) * (unitSeconds[unit] ?? 0),
        0,
    );
    return seconds > 0 && Number.isSafeInteger(seconds) ? seconds : undefined;
}
