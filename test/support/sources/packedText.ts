import assert from "node:assert/strict";
import path from "node:path";
import type { UserRecord } from "pulumi-cognito-user-import";
import { packUsers } from "../../../provider/src/users/packUsers";
import type { TestStack } from "../pulumi/testStack";
import { filesWith } from "../repository/filesWith";

/**
 * State has these users, in the form in which they travel, as a secret only: who looks for a name finds none in it, so
 * this form is looked for itself. Neither PULUMI_HOME nor the backend has it in a file.
 *
 * @param firstUser place of the first one in the list that was cut into parts
 */
export async function assertPackedSecretly(
    stack: TestStack,
    users: readonly UserRecord[],
    firstUser = 0,
): Promise<void> {
    const packed = packUsers(users, firstUser).csv[0] ?? "";
    const { stdout } = await stack.run(["stack", "export", "--stack", "test", "--show-secrets"]);

    assert.ok(stdout.includes(packed), "the users are not in state, or not in this form");
    assert.ok(!(await stack.exportState()).text.includes(packed), "the users are in plain state");
    assert.deepEqual(await filesWith(path.dirname(stack.home), packed), []);
}
