import { isUserPoolId } from "../resource/resourceId";
import { usageError } from "./command";

/** For commander: the values of an option that has several with commas between them, or is repeated. */
export function collectList(written: string, before: readonly string[] | undefined): readonly string[] {
    return [...(before ?? []), ...written.split(",").map((value) => value.trim())];
}

/** For commander: a whole number, 0 or more. */
export function wholeNumber(flag: string): (written: string) => number {
    return (written) => {
        if (!/^\d{1,15}$/u.test(written)) {
            throw usageError(`${flag} must be a whole number, 0 or more.`);
        }
        return Number(written);
    };
}

/** Refuses an id that is not one of a user pool; `undefined` passes. */
export function checkUserPoolId(flag: string, id: string | undefined): void {
    if (id !== undefined && !isUserPoolId(id)) {
        throw usageError(`${flag} must be the id of a user pool, such as eu-west-1_AbCdEfGhI.`);
    }
}
