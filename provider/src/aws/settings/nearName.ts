import { closest, distance } from "fastest-levenshtein";

/** The known name that a misspelt one probably means; `undefined` where none is near. Case, `-` and `_` do not count. */
export function nearName(name: string, known: readonly string[]): string | undefined {
    const wanted = plain(name);
    const near = closest(wanted, known.map(plain));
    const isNear = distance(wanted, near) <= Math.max(1, Math.floor(wanted.length / 4));
    return isNear ? known.find((one) => plain(one) === near) : undefined;
}

function plain(name: string): string {
    return name.toLowerCase().replace(/[_-]/g, "");
}
