/** A line of CSV as RFC 4180 has it, with its line end: values are in quotation marks where they must be. */
export function stringify(values: readonly string[]): string {
    return `${values.map((value) => (/[",\r\n;\t|]|^\s|\s$/u.test(value) ? `"${value.replaceAll('"', '""')}"` : value)).join(",")}\n`;
}
