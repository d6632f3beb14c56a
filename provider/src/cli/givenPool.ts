import type { CsvPoolRules } from "../csv/types";

/**
 * The rules of the pool that the options name: by a file with what DescribeUserPool answered, else by its id; `undefined`: by neither.
 *
 * @param fileOption the option that takes the file
 * @throws CommandError where the file or the pool cannot be read
 */
export async function givenPool(file: string | undefined, id: string, fileOption?: string): Promise<CsvPoolRules>;
export async function givenPool(file: string | undefined, id: string | undefined): Promise<CsvPoolRules | undefined>;
export async function givenPool(
    file: string | undefined,
    id: string | undefined,
    fileOption?: string,
): Promise<CsvPoolRules | undefined> {
    if (file !== undefined) {
        const { readUserPoolFile } = await import("./readUserPoolFile");
        return await readUserPoolFile(file);
    }
    if (id === undefined) {
        return undefined;
    }
    // The SDK takes longer to load than a small file to validate.
    const { askUserPool } = await import("./askUserPool");
    return await askUserPool(id, fileOption);
}
