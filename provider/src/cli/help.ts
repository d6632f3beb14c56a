/** What `--help` prints. */
export const help = `Usage: cognito-user-import validate FILE... [options]

Says what Amazon Cognito would refuse in CSV files of users to import, line by line, without importing anything. No value
of a file is ever printed, only lines, columns and what to write instead.

Arguments
  FILE                  a CSV, or - for standard input

Options
  --user-pool FILE      rules of one user pool, as printed by
                        aws cognito-idp describe-user-pool --user-pool-id ID > pool.json
                        (the columns are derived from its schema)
  --user-pool-id ID     the same, asked from AWS: GetCSVHeader and DescribeUserPool with your usual credentials
                        (AWS_PROFILE, AWS_ENDPOINT_URL and so on are honoured; the region is the pool's)
                        Without either, only the rules that hold for every pool are checked.
  --password-hashing-algorithm BCRYPT|SCRYPT|ARGON2ID|PBKDF2_SHA256
                        the algorithm that the job will name, by which the column password_hash is checked
                        Without it the file is checked as one without password hashes.
  --ignore CODE         a problem that you know better about: it is a warning, still counted; several with commas, or the
                        option repeated
  --format text|json    text (default): FILE:LINE: COLUMN: MESSAGE [CODE], for people and editors
                        json: one object for each FILE, on a line of its own:
                        {"verdict":"ok"|"file-error"|"row-errors","rows":N,"bytes":N,"digest":"sha256:...",
                         "problems":[{"severity":"error"|"warning","certainty":"documented"|"assumed","count":N,"line":N,
                         "column":"email"|null,"code":"...","message":"..."}],"moreProblems":N}
                        (digest is null where the file is too large to be read; certainty: whether AWS says so, or
                         leaves it open; count: how many problems this one stands for)
  --max-problems N      how many problems to list of each FILE (default 20); all are counted
  -h, --help            this text
  --version             the version

Lines are counted from 1 for the header. file-error: the job cannot work at all. row-errors: Cognito would fail these
rows and import the others. Warnings (legal, but most likely mistakes) do not change the verdict.

Exit codes
  0  valid: no errors
  1  errors in a file
  2  wrong arguments, or something could not be read

Examples
  cognito-user-import validate users.csv
  cognito-user-import validate users.csv --password-hashing-algorithm BCRYPT --ignore header-missing-column
  cognito-user-import validate users.csv --user-pool-id eu-west-1_AbCdEfGhI
  gunzip -c users.csv.gz | cognito-user-import validate - --user-pool pool.json --format json | jq .verdict

Every code is explained in docs/csv.md.
`;
