import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
    type DescribedMfaConfig,
    type DescribedUserPool,
    poolRulesFromUserPool,
} from "../../../provider/src/csv/poolRules";
import type { CsvPoolRules } from "../../../provider/src/csv/types";
import { type PasswordHashingAlgorithm, passwordHashingAlgorithms } from "../../../provider/src/types";

const root = join(__dirname, "../../..");
const documentation = readFileSync(join(root, "docs/csv.md"), "utf8");

/** The folder with a file of every code. */
export const fixtures = join(root, "test/fixtures/csv");

/** What docs/csv.md says of one code. */
export interface DocumentedCode {
    readonly code: string;
    readonly scope: string;
    readonly severity: string;
    readonly certainty: string;
    readonly wrong: string;
    readonly right: string;
    /** The pool and the job's algorithm of the examples. */
    readonly pool: CsvPoolRules;
    readonly algorithm: PasswordHashingAlgorithm | undefined;
}

/** Everything under the heading "Codes". */
export function documentedCodes(): DocumentedCode[] {
    const sections = documentation.slice(documentation.indexOf("\n## Codes\n")).split("\n#### ").slice(1);
    return sections.map((section) => {
        const [, code = "", scope = "", severity = "", certainty = ""] =
            /^`([^`]+)` · (\w+) (\w+) · (\w+)\n/.exec(section) ?? [];
        const [, pool = "{}", mfaConfig] =
            /^- in a pool with `([^`]+)`(?: and, as GetUserPoolMfaConfig answers, `([^`]+)`)?$/m.exec(section) ?? [];
        return {
            code,
            scope,
            severity,
            certainty,
            wrong: bullet(section, "wrong"),
            right: bullet(section, "right"),
            pool: examplePool(pool, mfaConfig),
            algorithm: passwordHashingAlgorithms.find((one) => section.includes(`\n- in a job with \`${one}\`\n`)),
        };
    });
}

/** The text of the one fenced block of this language. */
export function documentedBlock(language: string): string {
    return new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, "s").exec(documentation)?.[1] ?? "";
}

/**
 * The rows that an example stands for, each as the values that differ from a good row; `undefined` where it is in
 * words.
 */
export function exampleRows(example: string): Record<string, string>[] | undefined {
    if (!/^`[a-z_:]+=/.test(example)) {
        return undefined;
    }
    return example.split(", then ").map((row) => {
        const spans = [...row.matchAll(/`([a-z_:]+)=(.*?)`/g)];
        return Object.fromEntries(spans.map(([, name = "", value = ""]) => [name, unescaped(value)]));
    });
}

function bullet(section: string, name: string): string {
    return new RegExp(`^- ${name}: (.+)$`, "m").exec(section)?.[1] ?? "";
}

/** Characters that do not show are written as `\u0007`. */
function unescaped(value: string): string {
    return value.replace(/\\u([0-9a-f]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function examplePool(changes: string, mfaConfig: string | undefined): CsvPoolRules {
    const described = JSON.parse(readFileSync(join(fixtures, "pool.json"), "utf8")) as { UserPool: DescribedUserPool };
    const changed = Object.entries({ ...described.UserPool, ...(JSON.parse(changes) as DescribedUserPool) });
    return poolRulesFromUserPool(
        Object.fromEntries(changed.filter(([, value]) => value !== null)),
        undefined,
        mfaConfig === undefined ? undefined : (JSON.parse(mfaConfig) as DescribedMfaConfig),
    );
}
