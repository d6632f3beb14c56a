import { createDemoPool, existingUsers, oldPassword, withoutPassword } from "./demoPool";
import { DemoStack } from "./demoStack";
import { Expectations } from "./expectations";
import { brief, heading, inWords, resultTable } from "./resultTable";

const introduction = `
A real Pulumi engine, a user pool on an emulator of Amazon Cognito, and
users/demo.csv with 1,000 made-up users. No AWS account is called. You see
a preview that refuses bad rows, an import, what becomes of the same and of
changed users, a sign-in with an old password, and a table of it all.

That takes about 40 s. Every figure is checked. To see all that Pulumi
prints: npm run demo -- --verbose`;

/**
 * The product in one minute: a real Pulumi engine imports `users/demo.csv` into a user pool of the emulator. Every
 * figure that it prints is checked; one that is off, or a trace of a person in the state, makes it exit with 1.
 */
async function demo(verbose: boolean): Promise<void> {
    console.log(introduction);
    const expect = new Expectations();
    await using pool = await createDemoPool();
    await using stack = await DemoStack.create(pool, verbose);

    heading("pulumi preview: what Cognito would refuse is said before anything happens");
    const refused = await stack.run("preview", { show: true, mayFail: true });
    expect.that("the preview fails", refused.exitCode !== 0);
    for (const line of [101, 402, 777]) {
        expect.that(`the preview names line ${line}`, refused.diagnostics.includes(`users/demo.csv:${line}:`));
    }
    expect.equal("users in the pool after the refusal", await pool.countUsers(), existingUsers.length);

    heading('pulumi up, with invalidRows set to "warn": the other users are imported');
    await stack.setConfig("invalidRows", "warn");
    const first = (await stack.run("up", { show: true })).outputs;
    expect.equal("status", first.status, "Succeeded");
    expect.equal("imported", first.importedUsers, 992);
    expect.equal("skipped", first.skippedUsers, 5);
    expect.equal("failed", first.failedUsers, 3);
    expect.equal("failed lines", first.failures.map(({ line }) => line).join(), "101,402,777");
    expect.equal("users in the pool", await pool.countUsers(), existingUsers.length + 992);
    expect.that("no person and no upload address is in the state", isFreeOfPeople(await stack.exportState()));

    heading("The same again, and what a changed CSV does");
    const again = await brief("pulumi up, nothing changed", stack.run("up"), inWords);
    expect.equal("what an up without a change does", inWords(again), "3 unchanged");
    expect.equal("the job stays", String(again.outputs.jobIds), String(first.jobIds));

    const refreshed = await brief("pulumi refresh, the job as AWS knows it", stack.run("refresh"), inWords);
    expect.equal("what has drifted", inWords(refreshed), "3 unchanged");

    await stack.setConfig("source", "users/demo-corrected.csv");
    const edited = await brief("pulumi up, 3 rows corrected, 2 users added", stack.run("up"), inWords);
    const second = edited.outputs;
    expect.equal("what becomes of the job", inWords(edited), "1 replaced, 2 unchanged");
    expect.that("the job is another one", String(second.jobIds) !== String(first.jobIds));
    expect.equal("status", second.status, "Succeeded");
    expect.equal("imported", second.importedUsers, 5);
    expect.equal("skipped", second.skippedUsers, 0);
    expect.equal("failed", second.failedUsers, 0);

    await stack.setConfig("source", "users/demo-passwords.csv");
    await stack.setConfig("passwordHashingAlgorithm", "BCRYPT");
    const third = (await brief("pulumi up, 3 users with their BCRYPT hashes", stack.run("up"), inWords)).outputs;
    expect.equal("imported", third.importedUsers, 3);
    expect.that("no password hash is in the state", !/\$2[ab]\$/.test(await stack.exportState()));

    heading("They sign in with the passwords that they had before");
    const signIns = [
        [oldPassword.username, oldPassword.password, "is signed in"],
        [oldPassword.username, "another-password", "NotAuthorizedException"],
        [withoutPassword, "any-password", "PasswordResetRequiredException"],
    ] as const;
    for (const [username, password, expected] of signIns) {
        const answer = await pool.signIn(username, password);
        console.log(`  ${username} with the password ${password}: ${answer}`);
        expect.equal(`${username} with the password ${password}`, answer, expected);
    }

    heading("pulumi destroy: the jobs go, the users stay");
    await brief("pulumi destroy", stack.run("destroy"), inWords);
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

demo(process.argv.includes("--verbose")).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
});
