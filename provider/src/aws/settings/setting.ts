import { isPresent } from "../../argumentValues";
import { nearName } from "./nearName";

/** Where a setting is written: in the stack's config (`aws:region`), or in a resource's argument `aws` (`aws.region`). */
export type SettingOrigin = "config" | "argument";

/** What is to be said of one setting. It never holds the setting's value. */
export interface SettingFinding {
    readonly origin: SettingOrigin;
    /** Such as `assumeRoles[0].roleArn`. */
    readonly path: string;
    /** What is wrong with it; of a warning, what follows its place in a sentence. */
    readonly reason: string;
}

/** What was found while settings were read. */
export class SettingFindings {
    /** Why the settings cannot be used. */
    public readonly problems: SettingFinding[] = [];
    /** What a user should know of settings that can. */
    public readonly warnings: SettingFinding[] = [];
}

/** The longest duration of a role's session, and the shortest, in seconds. */
const shortestSession = 15 * 60;
const longestSession = 12 * 60 * 60;

const unitSeconds: Readonly<Record<string, number>> = {
    ns: 1e-9,
    us: 1e-6,
    µs: 1e-6,
    μs: 1e-6,
    ms: 1e-3,
    s: 1,
    m: 60,
    h: 3600,
};

/**
 * One value of the settings with its place, read in the form that is asked for. What has another form is noted as a problem, so
 * that all of them are found at once; it then reads as `undefined`.
 *
 * The stack's config holds text, with JSON for what is not plain; an argument holds the values themselves. Both are read
 * alike. Empty text is no value.
 */
export class Setting {
    public constructor(
        private readonly findings: SettingFindings,
        public readonly origin: SettingOrigin,
        public readonly path: string,
        private readonly value: unknown,
    ) {}

    /** Whether there is a value. An empty list is one. */
    public get isSet(): boolean {
        return isPresent(this.value) && this.value !== "";
    }

    /** Notes a problem. */
    public refuse(reason: string): undefined {
        this.findings.problems.push({ origin: this.origin, path: this.path, reason });
    }

    /** Notes what a user should know. */
    public warn(reason: string): void {
        this.findings.warnings.push({ origin: this.origin, path: this.path, reason });
    }

    /**
     * Notes that its name is unknown, and which known name is near. That is a problem of an argument, and only a warning of the
     * config: a later AWS plugin may know the name.
     */
    public sayUnknown(known: readonly string[]): void {
        const near = nearName(this.name, known);
        if (this.origin === "argument") {
            this.refuse(`it is unknown${near === undefined ? "" : `; ${near} may be meant`}`);
        } else {
            const prefix = this.path === this.name ? "aws:" : "";
            this.warn(
                `is unknown and does nothing here.${near === undefined ? "" : ` Did you mean ${prefix}${near}?`}`,
            );
        }
    }

    /** The last part of its path. */
    private get name(): string {
        return this.path.slice(this.path.lastIndexOf(".") + 1);
    }

    /** Any text, or what a rule makes of it; a rule that gives `undefined` refuses it for the reason. */
    public text<Read = string>(
        rule?: (text: string) => Read | undefined,
        reason = "it must be text",
    ): Read | undefined {
        if (!this.isSet) {
            return undefined;
        }
        // `pulumi config set --path` writes what looks like a number or a boolean as one.
        const text = typeof this.value === "object" ? undefined : String(this.value);
        const read = text === undefined || rule === undefined ? text : rule(text);
        return read === undefined ? this.refuse(reason) : (read as Read);
    }

    /** A text that a pattern describes. */
    public matching(pattern: RegExp, reason: string): string | undefined {
        return this.text((text) => (pattern.test(text) ? text : undefined), reason);
    }

    public trueOrFalse(): boolean | undefined {
        const values = new Map([
            ["true", true],
            ["false", false],
        ]);
        return this.text((text) => values.get(text), "it must be true or false");
    }

    public wholeNumber(): number | undefined {
        return this.text(
            (text) => (/^\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined),
            "it must be a whole number, 0 or more",
        );
    }

    /** A duration of a role's session as Go writes it (`1h30m0s`), or a number of seconds; in seconds. */
    public sessionSeconds(): number | undefined {
        return this.text((text) => {
            const seconds = goSeconds(/^\d+$/.test(text) ? `${text}s` : text);
            return seconds !== undefined && seconds >= shortestSession && seconds <= longestSession
                ? Math.round(seconds)
                : undefined;
        }, 'it must be a duration between 15 minutes and 12 hours, such as "1h" or "90m"');
    }

    /** The items of a list. A single value is a list of one; nothing is an empty list. */
    public list(): Setting[] {
        const value = this.isSet ? this.structured() : [];
        if (value === undefined) {
            return [];
        }
        return Array.isArray(value)
            ? value.map((item, index) => this.part(`${this.path}[${index}]`, item))
            : [this.part(this.path, value)];
    }

    /** The texts of a list; `undefined` where there is none. */
    public texts(): string[] | undefined {
        return this.isSet ? this.list().flatMap((item) => item.text() ?? []) : undefined;
    }

    /**
     * The fields of an object; `undefined` where it is none.
     *
     * @param known the names that a field may have; `undefined`: any
     */
    public fields(known?: readonly string[]): ReadonlyMap<string, Setting> | undefined {
        const value = this.isSet ? this.structured() : undefined;
        if (typeof value !== "object" || value === null || Array.isArray(value)) {
            return this.isSet && value !== undefined ? this.refuse("it must be an object") : undefined;
        }
        const fields = new Map<string, Setting>();
        for (const [name, raw] of Object.entries(value)) {
            const field = this.part(`${this.path}.${name}`, raw);
            if (known !== undefined && !known.includes(name)) {
                field.sayUnknown(known);
            } else if (field.isSet) {
                fields.set(name, field);
            }
        }
        return fields;
    }

    /** The value, with JSON text read; `undefined`, and a problem, where it only looks like JSON. */
    private structured(): unknown {
        if (typeof this.value !== "string" || !/^\s*[[{"]/.test(this.value)) {
            return this.value;
        }
        try {
            return JSON.parse(this.value);
        } catch {
            return this.refuse("it is neither plain text nor JSON");
        }
    }

    private part(path: string, value: unknown): Setting {
        return new Setting(this.findings, this.origin, path, value);
    }
}

/** Seconds of a duration such as `1h30m`, `1.5h` or `5400s`; `undefined` where it is none. */
function goSeconds(text: string): number | undefined {
    const parts = [...text.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g)];
    const isWhole = parts.length > 0 && parts.map(([part]) => part).join("") === text;
    return isWhole
        ? parts.reduce((sum, [, count, unit = ""]) => sum + Number(count) * (unitSeconds[unit] ?? 0), 0)
        : undefined;
}
