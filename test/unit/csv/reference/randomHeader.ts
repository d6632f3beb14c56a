import type { Chance } from "./chance";
import { customised, type RandomJob, standard } from "./randomJob";

/** The columns of a file, mostly those that the pool and the job want. */
export function randomHeader(chance: Chance, { pool, passwordHashingAlgorithm }: RandomJob): string[] {
    const columns = pool.header ?? chance.of([standard, customised]);
    const header = columns.filter((column) => column !== "password_hash");
    if (passwordHashingAlgorithm === undefined ? chance.once(4) : !chance.once(9)) {
        header.push("password_hash");
    }
    if (chance.once(3)) {
        const [moved = ""] = header.splice(chance.below(header.length), 1);
        header.splice(chance.below(header.length + 1), 0, moved);
    }
    return header;
}

/** The first line of a file, mostly with its columns. */
export function randomHeaderLine(chance: Chance, header: string[]): string {
    const names = [...header];
    const at = chance.below(names.length);
    const name = names[at] ?? "";
    switch (chance.below(80)) {
        case 0:
            names.splice(at, 1);
            break;
        case 1:
            names.push(chance.of([name, "", "unknown", "custom:new", "dev:custom:x", "Password_Hash", "custom:a b"]));
            break;
        case 2:
            names[at] = chance.of([
                name.toUpperCase(),
                ` ${name}`,
                `${name}\t`,
                `"${name}"`,
                ` "${name}"`,
                `'${name}' `,
                "\u00a0email",
                "",
            ]);
            break;
        case 3:
            return chance.of(["", " \t", "ada,ada@example.com", '"', names.map((one) => `"${one}"`).join(","), ","]);
        case 4:
            names.push(
                ...chance.of([
                    ["sub"],
                    ["User Create Date", "UserStatus"],
                    [" cognito:groups", "unknown"],
                    ["ID"],
                    ["password"],
                ]),
            );
            break;
        case 5:
            names[at] = chance.of([
                name.replaceAll("_", " "),
                name.replace(/^.*:/, ""),
                name.replaceAll("_", ""),
                `custom:${name}`,
            ]);
            break;
        case 6:
            return chance.of(["sep=;", "sep=,", '"sep=;"', "SEP=\t", "sep="]);
        case 7:
            return names.join(chance.of([";", "\t", "|"]));
        case 8:
            return names.slice(0, 1 + chance.below(3)).join(chance.of([";", "\t", "|"]));
        case 9:
        case 10: {
            const mark = chance.of(['"', '"', "'"]);
            return names.map((one) => mark + one + mark).join(chance.of([",", ",", ";"]));
        }
        default:
            break;
    }
    return names.join(",");
}
