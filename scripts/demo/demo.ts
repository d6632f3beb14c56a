import { createDemoPool, existingUsers, oldPassword, withoutPassword } from "./demoPool";
import { DemoStack } from "./demoStack";
import { Expectations } from "./expectations";
import { heading, resultTable } from "./resultTable";

/**
 * The product in one minute: a real Pulumi engine imports `users/demo.csv` into a user pool of the emulator. Every
 * figure that it prints is checked; one that is off, or a trace of a person in the state, makes it exit with 1.
 */
async function demo(): Promise<void> {
    const expect = new Expectations();
    await using pool = await createDemoPool();
    await using stack = await DemoStack.create(pool);

    heading(
        `A user pool with ${existingUsers.length} users in it, and users/demo.csv: 1,000 users, 3 rows of them bad`,
    );
    heading("pulumi preview: what Cognito would refuse is said before anything is created");
    const refused = await stack.run("preview", { mayFail: true });
    expect.that("the preview fails", refused.exitCode !== 0);
    for (const line of [101, 402, 777]) {
        expect.that(`the preview names line ${line}`, refused.text.includes(`users/demo.csv:${line}:`));
    }
    expect.equal("users in the pool after the refusal", await pool.countUsers(), existingUsers.length);

    heading('pulumi up, with invalidRows set to "warn": the other users are imported');
    await stack.setConfig("invalidRows", "warn");
    await stack.run("up");
    const first = await stack.outputs();
    expect.equal("status", first.status, "Succeeded");
    expect.equal("imported", first.importedUsers, 992);
    expect.equal("skipped", first.skippedUsers, 5);
    expect.equal("failed", first.failedUsers, 3);
    expect.equal("failed lines", first.failures.map(({ line }) => line).join(), "101,402,777");
    expect.equal("users in the pool", await pool.countUsers(), existingUsers.length + 992);
    expect.that("no person and no upload address is in the state", isFreeOfPeople(await stack.exportState()));

    heading("pulumi up again: the same users are not imported twice");
    expect.that("nothing changes", /3 unchanged/.test((await stack.run("up")).text));
    expect.equal("the job stays", String((await stack.outputs()).jobIds), String(first.jobIds));

    heading("pulumi refresh: the job as AWS knows it");
    expect.that("nothing has drifted", /3 unchanged/.test((await stack.run("refresh")).text));

    heading("The CSV edited (the three rows corrected, two users added), then pulumi up: one new job");
    await stack.setConfig("source", "users/demo-corrected.csv");
    await stack.run("up");
    const second = await stack.outputs();
    expect.that("the job is another one", String(second.jobIds) !== String(first.jobIds));
    expect.equal("status", second.status, "Succeeded");
    expect.equal("imported", second.importedUsers, 5);
    expect.equal("skipped", second.skippedUsers, 0);
    expect.equal("failed", second.failedUsers, 0);

    heading("Three users with the BCRYPT hashes of their old passwords (one has none), then pulumi up");
    await stack.setConfig("source", "users/demo-passwords.csv");
    await stack.setConfig("passwordHashingAlgorithm", "BCRYPT");
    await stack.run("up");
    const third = await stack.outputs();
    expect.equal("imported", third.importedUsers, 3);
    expect.that("no password hash is in the state", !/\$2[ab]\$/.test(await stack.exportState()));
    const signIns = [
        [oldPassword.username, oldPassword.password, "is signed in"],
        [oldPassword.username, "another-password", "NotAuthorizedException"],
        [withoutPassword, "any-password", "PasswordResetRequiredException"],
    ] as const;
    console.log();
    for (const [username, password, expected] of signIns) {
        const answer = await pool.signIn(username, password);
        console.log(`  ${username} with the password ${password}: ${answer}`);
        expect.equal(`${username} with the password ${password}`, answer, expected);
    }

    heading("pulumi destroy: the jobs go, the users stay");
    await stack.run("destroy");
    expect.equal("users in the pool", await pool.countUsers(), existingUsers.length + 992 + 5 + 3);

    resultTable([
        { source: "users/demo.csv", ...first },
        { source: "users/demo-corrected.csv", ...second },
        { source: "users/demo-passwords.csv", ...third },
    ]);
    expect.conclude();
}

function isFreeOfPeople(state: string): boolean {
    return !/made-up-\d|@example\.com|X-Amz-/.test(state);
}

demo().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
});
