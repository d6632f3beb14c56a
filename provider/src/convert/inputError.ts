import { UserImportError } from "../errors/errors";

/** What is wrong with the file to convert as a whole. `what` goes on after the file's name, and holds no value of it. */
export function inputError(name: string, what: string): UserImportError {
    return new UserImportError("validation-failed", `${name} ${what}`);
}
