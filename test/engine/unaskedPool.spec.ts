import assert from "node:assert/strict";
import { people } from "../support/emulator/importFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { withImportStack } from "../support/pulumi/importStack";

const withoutCredentials = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };
/** As the diagnostics at the end have it; the resource's row shows it with each of its events. */
const notChecked = /^ {4}warning: The CSV was not checked against user pool/gm;

describe("a pool that cannot be asked, through the real engine", () => {
    before(needsEngine);

    it("is a warning in the preview, with the reason, and the error of the up, said once", async () => {
        await withImportStack({ environment: withoutCredentials }, async (context) => {
            await context.writeRows(people(3));

            const preview = await context.stack.preview();
            const up = await context.stack.up({ expectFailure: true });

            assert.equal(preview.all.match(notChecked)?.length, 1, preview.all);
            assert.match(preview.all, /GetCSVHeader in user pool .* failed\. CredentialsProviderError: /);
            assert.match(preview.all, /Check the credentials \(aws:profile, aws:accessKey or the environment\)/);
            assert.doesNotMatch(preview.all, /error|user0|example\.com/);
            assert.doesNotMatch(up.all, notChecked);
            assert.match(up.all, /error: .*GetCSVHeader in user pool .* failed\. CredentialsProviderError: /);
            assert.equal(await context.importJob(), undefined);
        });
    });

    it("is a warning too where the profile does not exist, also of a resource that is to be replaced", async () => {
        await withImportStack({}, async (context) => {
            await context.writeRows(people(3));
            await context.stack.up();
            const inputs = (await context.importJob())?.inputs ?? {};
            assert.equal("isUp" in inputs, false);
            await context.writeRows(people(4));
            await context.stack.setConfig({ "aws:profile": "acme-prod" });

            const { all } = await context.stack.preview();

            assert.equal(all.match(notChecked)?.length, 1, all);
            assert.match(
                all,
                /The profile acme-prod gives no credentials: no file has it: .*\. Correct the Pulumi config or argument aws:profile, or add the profile\./,
            );
            assert.match(all, /1 to replace/);
            await context.stack.setConfig({ "aws:profile": "" });
        });
    });
});
