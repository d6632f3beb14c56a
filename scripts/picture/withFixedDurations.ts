/** So that two recordings make the same picture: each duration, which is the machine's, becomes 5 seconds as wide as it was. */
export function withFixedDurations(recording: string): string {
    return recording
        .replaceAll(/\((\d+(?:\.\d+)?)s\)/g, (whole) => "(5s)".padEnd(whole.length))
        .replaceAll(/(Duration:\S* )\d+s/g, "$15s");
}
