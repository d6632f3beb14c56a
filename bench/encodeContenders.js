// Typed users as a CSV, by our compiled code or by csv-stringify: one contender a process. Prints what it wrote and took.
const { createHash } = require("node:crypto");
const { stringify } = require("csv-stringify/sync");
const { encodeUsers } = require("../provider/bin/users/encodeUsers");
const { standardColumns } = require("../provider/bin/users/standardColumns");
const { columnOfProperty } = require("../provider/bin/users/userRecord");

const givenNames = ["Ada", "Grace", "Zoë", "Björn", "Мария", "Kofi", "Mei", "José", "Anna", "Tom"];
const familyNames = ["Lovelace", "Hopper", "Möbius", "Castle", "Иванова", "Ember", "Lin", "Müller", "Gray", "Stone"];

/** Made-up people. Their values are those that both write alike: csv-stringify knows neither `\,` nor Cognito's dates. */
function madeUpUsers(count) {
    return Array.from({ length: count }, (_, index) => {
        const [givenName, familyName] = [givenNames[index % 10], familyNames[Math.floor(index / 10) % 10]];
        return {
            username: `user${index}`,
            name: `${givenName} ${familyName}`,
            givenName,
            familyName,
            email: `user${index}@example.com`,
            emailVerified: true,
            phoneNumberVerified: false,
            address: `${1 + (index % 999)} Main Street Springfield`,
            updatedAt: 1_600_000_000 + index,
        };
    });
}

function csvStringify(users) {
    const propertyOf = Object.fromEntries(Object.entries(columnOfProperty).map(([name, column]) => [column, name]));
    const columns = standardColumns.map((header) => ({ key: propertyOf[header], header }));
    const cast = { boolean: (value) => (value ? "TRUE" : "FALSE") };
    return Buffer.from(stringify(users, { header: true, columns, cast }));
}

function ours(users) {
    const { csv, problems } = encodeUsers(users, standardColumns);
    if (problems.length > 0) {
        throw new Error(problems[0].message);
    }
    return csv;
}

const [name, count] = process.argv.slice(2);
const users = madeUpUsers(Number(count));
const startMs = performance.now();
const csv = { ours, csvStringify }[name](users);
const milliseconds = performance.now() - startMs;
const rows = csv.toString("latin1").split("\n").length - 2;
process.stdout.write(JSON.stringify({ rows, digest: createHash("sha256").update(csv).digest("hex"), milliseconds }));
