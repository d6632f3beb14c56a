/** Dates of birth, and the forms of those that are none. */

/** Whether this is a day of the calendar, written as mm/dd/yyyy. */
export function isDate(value: string): boolean {
    const [month = "", day = "", year = "", ...more] = value.split("/");
    const isShaped = more.length === 0 && /^[0-9]{2}$/.test(month) && /^[0-9]{2}$/.test(day) && /^[0-9]{4}$/.test(year);
    const date = new Date(0);
    date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
    return isShaped && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

/** What a date is that is none, as far as the random files have such. */
export function formOfDate(value: string): string {
    if (/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value) || value === "19851210") {
        return "year-first";
    }
    const [first, sign, second, year = ""] = value.split(/([./])/).filter((_, index) => index !== 3);
    const [one, two] = [Number(first), Number(second)];
    if (
        /^[0-9]{1,2}([./])[0-9]{1,2}\1([0-9]{2}|[0-9]{4})$/.test(value) &&
        two >= 1 &&
        two <= 12 &&
        one >= 1 &&
        one <= 31
    ) {
        return sign === "." || one > 12
            ? "day-first"
            : value.length === 10 && year.length === 4
              ? "form"
              : "spreadsheet";
    }
    if (/^[0-9]{1,2}\/[0-9]{1,2}\/([0-9]{2}|[0-9]{4})$/.test(value) && one >= 1 && one <= 12 && two >= 1 && two <= 31) {
        return value.length === 10 ? "form" : "spreadsheet";
    }
    return /^[1-5][0-9]{4}$/.test(value) ? "spreadsheet" : "form";
}
