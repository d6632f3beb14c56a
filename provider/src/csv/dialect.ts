/**
 * Cuts a line at its commas. A comma after a backslash belongs to the value, whatever comes before that backslash.
 *
 * Assumed: `\,` is the only escape, as in AWS's own exporter; every other backslash is a backslash, and quotes are data.
 *
 * @returns the values as written: neither trimmed nor unescaped
 */
export function splitLine(line: string): string[] {
    const values: string[] = [];
    for (let start = 0; start <= line.length; ) {
        const end = valueEnd(line, start);
        values.push(line.slice(start, end));
        start = end + 1;
    }
    return values;
}

/** Where the value ends that begins at `start`: at a comma that no backslash escapes, or at the end of the line. */
export function valueEnd(line: string, start: number): number {
    let comma = line.indexOf(",", start);
    while (comma > start && line[comma - 1] === "\\") {
        comma = line.indexOf(",", comma + 1);
    }
    return comma < 0 ? line.length : comma;
}

/** The text of a value as written in the file: without spaces and tabs around it, `\,` read as a comma. */
export function readValue(written: string): string {
    const trimmed = trimValue(written);
    return trimmed.includes("\\,") ? trimmed.replaceAll("\\,", ",") : trimmed;
}

/** The other way round: a value as the dialect writes it. */
export function writeValue(value: string): string {
    return value.includes(",") ? value.replaceAll(",", "\\,") : value;
}

/**
 * Without spaces and tabs around it.
 *
 * Assumed: Cognito trims at least these. What other spaces of Unicode come to, a warning says.
 */
export function trimValue(written: string): string {
    let start = 0;
    let end = written.length;
    while (start < end && isSpaceOrTab(written.charCodeAt(start))) {
        start++;
    }
    while (end > start && isSpaceOrTab(written.charCodeAt(end - 1))) {
        end--;
    }
    return written.slice(start, end);
}

/** Code points of a text, which is what most people call characters. */
export function characterCount(text: string): number {
    let count = text.length;
    for (let index = 0; index < text.length; index++) {
        const isHighSurrogate = (text.charCodeAt(index) & 0xfc00) === 0xd800;
        count -= isHighSurrogate && index + 1 < text.length ? 1 : 0;
    }
    return count;
}

function isSpaceOrTab(code: number): boolean {
    return code === 0x20 || code === 0x09;
}
