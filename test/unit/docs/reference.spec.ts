import assert from "node:assert/strict";
import { UserImportJobStatusType } from "@aws-sdk/client-cognito-identity-provider";
import { jobOutputs } from "../../../provider/src/resource/jobOutputs";
import { argumentNames } from "../../../provider/src/resource/properties";
import { readPublicSurface } from "../../../scripts/reference/publicSurface";
import { referencePage } from "../../../scripts/reference/referencePage";
import { readSource } from "../../support/repository/sourceFiles";

const surface = readPublicSurface();

function membersOf(name: string): { readonly name: string; readonly text: string }[] {
    return [...(surface.find((exported) => exported.name === name)?.members ?? [])];
}

function sorted(names: Iterable<string>): string[] {
    return [...names].sort();
}

describe("docs/reference.md", () => {
    it("is what `npm run docs` writes", () => {
        assert.equal(readSource("docs/reference.md"), referencePage(surface), "Run `npm run docs`.");
    });

    it("names every argument, and says what each does", () => {
        const members = membersOf("UserImportJobArgs");

        assert.deepEqual(sorted(members.map(({ name }) => name)), sorted(argumentNames));
        assert.deepEqual(
            members.filter(({ text }) => text === ""),
            [],
        );
    });

    it("names every output, and says what each is", () => {
        const members = membersOf("UserImportJob");

        assert.deepEqual(sorted(members.map(({ name }) => name)), sorted(Object.keys(jobOutputs)));
        assert.deepEqual(
            members.filter(({ text }) => text === ""),
            [],
        );
    });

    it("lists every status of the SDK", () => {
        const text = membersOf("UserImportJob").find(({ name }) => name === "status")?.text ?? "";

        assert.deepEqual(
            sorted(text.replace(/\.$/, "").split(/, | or /)),
            sorted(Object.values(UserImportJobStatusType)),
        );
    });

    it("shows no type that could not be read", () => {
        assert.doesNotMatch(readSource("docs/reference.md"), /`any`|\{@|\| {2}`/);
    });
});
