import type { PasswordHashingAlgorithm } from "../../../../provider/src/types";

const salt22 = "CCCCCCCCCCCCCCCCCCCCC.";
const hash31 = "./DDDDDDDDDDDDDDDDDDDDDDDDDDDDD";
const bcrypt = salt22 + hash31;
const base64 = "c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA";

/** Hashes that Cognito takes of an algorithm; some of them at its bounds. */
export const goodHashes: Readonly<Record<PasswordHashingAlgorithm, readonly string[]>> = {
    BCRYPT: [`$2b$10$${bcrypt}`, `$2a$12$${bcrypt}`, `$2x$04$${bcrypt}`, `$2y$05$${bcrypt}`],
    SCRYPT: ["65536$8$1$00ff$00ff", "16384$8$1$a0b1c2d3$0123456789abcdef", "2$1$1$00$00"],
    ARGON2ID: [
        `$argon2id$v=19$m=19456\\,t=2\\,p=1$${base64}`,
        `$argon2id$v=19$m=8\\,t=1\\,p=1$${base64}`,
        `$argon2id$v=16$m=4096\\,t=2\\,p=1$${base64}`,
    ],
    PBKDF2_SHA256: [`$pbkdf2-sha256$600000$${base64}`, `$pbkdf2-sha256$1000$${base64}`],
};

/** What Cognito does not take of an algorithm, and comes near to its hashes: beyond the bounds, or of no form. */
export const nearHashes: Readonly<Record<PasswordHashingAlgorithm, readonly string[]>> = {
    BCRYPT: [
        `$2b$13$${bcrypt}`,
        `$2b$31$${bcrypt}`,
        "$2b$10$short",
        `$2b$10$${bcrypt}D`,
        `$2b$10$${bcrypt.slice(1)}`,
        `$2b$10$${bcrypt.replace("D", "!")}`,
        `$2b$1$${bcrypt}`,
        `$2b$100$${bcrypt}`,
        `$2$10$${bcrypt}`,
        `$2c$10$${bcrypt}`,
        `$2B$10$${bcrypt}`,
        ` $2b$10$${bcrypt} `,
        `\u00a0$2b$10$${bcrypt}`,
        `bcrypt$$2b$10$${bcrypt}`,
    ],
    SCRYPT: [
        "65537$8$1$00ff$00ff",
        "131072$8$1$00ff$00ff",
        "65536$9$1$00ff$00ff",
        "65536$8$2$00ff$00ff",
        "16384$8$1$00fg$00ff",
        "16384$8$1$00f$00ff",
        "16384$8$1$$00ff",
        "16384$8$1$00ff",
        "N$8$1$00ff$00ff",
        "16384$8$1$00FF$00FF",
        "-1$8$1$00ff$00ff",
        "16384$8$1$00ff$00ff$",
        "$7$CU..../....saltsalt$DDDD",
        `$scrypt$ln=16\\,r=8\\,p=1$${base64}`,
        "scrypt$saltsalt$16384$8$1$DDDD",
    ],
    ARGON2ID: [
        `$argon2id$v=19$m=19457\\,t=2\\,p=1$${base64}`,
        `$argon2id$v=19$m=19456\\,t=3\\,p=1$${base64}`,
        `$argon2id$v=19$m=19456\\,t=2\\,p=2$${base64}`,
        `$argon2id$v=19$m=19456,t=2,p=1$${base64}`,
        `$argon2id$m=19456\\,t=2\\,p=1$${base64}`,
        `$argon2id$v=19$t=2\\,m=19456\\,p=1$${base64}`,
        `$argon2id$v=19$m=19456\\,t=2$${base64}`,
        `$argon2id$v=19$m=8\\,t=1\\,p=1$${base64}==`,
        "$argon2id$v=19$m=19456\\,t=2\\,p=1$c2FsdHNhbHQ",
        "$argon2id$v=19$m=19456\\,t=2\\,p=1$c2Fsd.NhbHQ$aGFzaA",
        "$argon2id$v=19$m=19456\\,t=2\\,p=1$c2Fsd_NhbHQ$aGFzaA",
        `$Argon2id$v=19$m=19456\\,t=2\\,p=1$${base64}`,
        `$argon2i$v=19$m=4096\\,t=2\\,p=1$${base64}`,
        `$argon2d$v=19$m=4096\\,t=2\\,p=1$${base64}`,
        `argon2$argon2id$v=19$m=4096\\,t=2\\,p=1$${base64}`,
    ],
    PBKDF2_SHA256: [
        `$pbkdf2-sha256$600001$${base64}`,
        `$pbkdf2-sha256$999999999999999999999$${base64}`,
        "$pbkdf2-sha256$1000$c2FsdHNhbHQ",
        "$pbkdf2-sha256$$c2FsdHNhbHQ$aGFzaA",
        "$pbkdf2-sha256$1000$$aGFzaA",
        `$pbkdf2-sha256$1000$${base64}=`,
        `$PBKDF2-SHA256$1000$${base64}`,
        `$pbkdf2-sha512$1000$${base64}`,
        `$pbkdf2$1000$${base64}`,
        `pbkdf2_sha256$600000$${base64}`,
        `pbkdf2_sha1$600000$${base64}`,
    ],
};

/** What other programs write, and what is no hash at all. */
const foreignHashes: readonly string[] = [
    "$6$saltsalt$DDDDDDDDDDDD",
    "$5$saltsalt$DDDDDDDDDDDD",
    "$1$saltsalt$DDDDDDDDDDDD",
    "$3$$DDDDDDDDDDDD",
    "$P$BsaltsaltDDDDDDDDDDDD",
    "$H$9saltsaltDDDDDDDDDDDD",
    "$S$DsaltsaltDDDDDDDDDDDD",
    "5f4dcc3b5aa765d61d8327deb882cf99",
    "DA39A3EE5E6B4B0D3255BFEF95601890AFD80709",
    "0f".repeat(32),
    "0f".repeat(64),
    "0f".repeat(33),
    Buffer.from(`$2b$10$${bcrypt}`).toString("hex"),
    Buffer.from(`$argon2id$v=19$m=8,t=1,p=1$${base64}`).toString("hex"),
    "{SSHA}c2FsdHNhbHQ=",
    "{ssha}c2FsdHNhbHQ=",
    "password",
    "$",
    "x".repeat(2049),
];

/** Hashes that Cognito takes of no algorithm. */
export const badHashes: readonly string[] = [...Object.values(nearHashes).flat(), ...foreignHashes];
