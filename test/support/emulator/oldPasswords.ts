import type { PasswordHashingAlgorithmType } from "@aws-sdk/client-cognito-identity-provider";

/** The made-up password of every hash here, all made by other libraries than the emulator's: bcrypt, argon2-cffi, Passlib, hashlib. */
export const oldPassword = "Grüne-Wiese 1979";

/** A hash of {@link oldPassword} by each algorithm, with little work. */
export const oldHashes: Readonly<Record<PasswordHashingAlgorithmType, string>> = {
    BCRYPT: "$2b$04$91BF6TPydM1uf21ettnN.e7noItn/9W5sUXR.ETI2OjBUSOpmchZO",
    SCRYPT:
        "1024$8$1$6d6164652d75702d73616c742d303136$3bf10740ec43b12dd56d76000e1e4dee0cec7df14ab142f9136b79fe54f400155638" +
        "81ebf4a3bfbb3f9a78c28f16f0ba94b5ade279c9b485226420b74cb2e86b",
    ARGON2ID: "$argon2id$v=19$m=1024,t=2,p=1$bWFkZS11cC1zYWx0LTAxNg$iy34/AnRhJ6qVCbu/oS8pofQny2r0shDUlTZTkXOoXY",
    PBKDF2_SHA256: "$pbkdf2-sha256$1000$./8gbWFkZS11cA$.X5Xfv1fFz/WwFAO.xxy/zw5gcM1TJ0azReGGgRGSbw",
};

/** A hash of {@link oldPassword} by each algorithm, with as much work as Cognito takes, and other ways to write it. */
export const mostExpensiveHashes: Readonly<Record<Exclude<PasswordHashingAlgorithmType, "BCRYPT">, string>> = {
    SCRYPT:
        "65536$8$1$6d6164652d75702d73616c742d303136$" +
        "8206240bbde7cc5e6b3b8902eabfa7952e74c532e3469bd031af619cb3b134f3",
    ARGON2ID: "$argon2id$v=19$m=19456,t=2,p=1$bWFkZS11cC1zYWx0LTAxNg$RAhIkOAG3NzQpEbojvyf9Fbcyf4aL8MVxoiLWPAKqtg",
    PBKDF2_SHA256: "$pbkdf2-sha256$600000$bWFkZS11cC1zYWx0LTAxNg$IkgpBoc2JBhm2cTTzi7mXZC3YhIEfpcCHXbgezVKuSA=",
};

/** An ARGON2ID hash of {@link oldPassword} as the first version of Argon2 made them. */
export const firstArgon2Hash =
    "$argon2id$v=16$m=1024,t=2,p=1$bWFkZS11cC1zYWx0LTAxNg$FQrj5oWorP+ApMM3XZV6kxef85+6qZ5NVJwKuLc8arc";

/** A password of ASCII characters, and its BCRYPT hash. */
export const asciiPassword = "Green-Meadow-1979";
export const asciiHash = "$2b$04$pVjGke3Y87XwsgTnY8dXF.aYmHS0JQqmoGr8ajEL6/m0GY1kj3pyq";
