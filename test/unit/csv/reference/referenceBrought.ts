/** Values as spreadsheets and databases write them, which Cognito does not take, as docs/csv.md lists them. */
import type { ReferenceCode } from "./referenceCodes";

const words: readonly string[] = [
    ...["1", "0", "1.0", "0.0", "-1", "t", "f", "y", "n", "yes", "no", "on", "off", "x"],
    // French, German, Spanish, Italian, Portuguese, Dutch.
    ...["vrai", "faux", "oui", "non", "wahr", "falsch", "ja", "nein", "verdadero", "falso", "sí", "si", "no"],
    ...["vero", "sì", "verdadeiro", "sim", "não", "nao", "waar", "onwaar", "nee"],
    // Polish, Swedish, Norwegian, Danish, Finnish, Turkish (of whose capitals I becomes i), Czech, Hungarian, Russian.
    ...["prawda", "fałsz", "tak", "nie", "sant", "falskt", "nej", "sann", "usann", "nei", "sand", "falsk"],
    ...["tosi", "epätosi", "kyllä", "ei", "doğru", "yanlış", "yanliş", "evet", "hayır", "hayir"],
    ...["pravda", "nepravda", "ano", "ne", "igaz", "hamis", "igen", "nem", "истина", "ложь", "да", "нет"],
];

/** What is wrong with a value that is neither true nor false. */
export function booleanFault(value: string): ReferenceCode {
    return words.includes(value.toLowerCase()) ? "boolean-word" : "boolean-value";
}

/** What is wrong with a phone number that is none. */
export function phoneFault(value: string): ReferenceCode {
    if (/^[0-9]+(\.0+)?$/.test(value)) {
        return "phone-number-plus";
    }
    return /^[+-]?[0-9]+([.,][0-9]+)?e[+-]?[0-9]+$/i.test(value) ? "phone-number-rounded" : "phone-number-form";
}

/** What is wrong with a day that is none, or is not written as one. */
export function birthdateFault(value: string): ReferenceCode {
    const date = value.replace(/[ T][0-9]{1,2}:.*$/, "");
    if (/^[0-9]{4}([-/.][0-9]{1,2}){2}$/.test(date) || isCompact(date)) {
        return "birthdate-year-first";
    }
    const [, one = "", sign = "", other = "", year] =
        /^([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})$/.exec(date) ?? [];
    if (year === undefined) {
        const hasMonthName = /^[0-9]{1,2}[-. /]*\p{L}{3,}\.?[-. /]*([0-9]{4}|[0-9]{2})$/u.test(date);
        const isCounted = /^[1-5][0-9]{4}(\.[0-9]+)?$/.test(value);
        return hasMonthName || isCounted ? "birthdate-spreadsheet" : "birthdate-form";
    }
    if (isFrom1To(12, other) && isFrom1To(31, one) && (sign === "." || Number(one) > 12)) {
        return "birthdate-day-first";
    }
    // Of the right form, but no day of the calendar.
    const isAsItShouldBe = /^[0-9]{2}\/[0-9]{2}\/[0-9]{4}$/.test(value);
    const isMonthFirst = isFrom1To(12, one) && isFrom1To(31, other);
    return isMonthFirst && !isAsItShouldBe ? "birthdate-spreadsheet" : "birthdate-form";
}

function isCompact(date: string): boolean {
    const [, month = "", day = ""] = /^(?:19|20)[0-9]{2}([0-9]{2})([0-9]{2})$/.exec(date) ?? [];
    return isFrom1To(12, month) && isFrom1To(31, day);
}

function isFrom1To(most: number, digits: string): boolean {
    return Number(digits) >= 1 && Number(digits) <= most;
}
