<?php

// Makes an administrator of this Pixelfed from a JSON object on standard input: username, email, name, password; one that is
// there gets the password. Runs in the folder of Pixelfed, with Laravel started as by its own command line, so that no
// password is an argument.

use App\User;
use Illuminate\Contracts\Console\Kernel;

function refuse(string $sentence): never
{
    fwrite(STDERR, $sentence." Nothing was changed.\n");
    exit(1);
}

$given = json_decode(stream_get_contents(STDIN), true);
foreach (['username', 'email', 'name', 'password'] as $field) {
    if (! is_array($given) || ! is_string($given[$field] ?? null) || $given[$field] === '') {
        refuse("The text \"$field\" was expected in an object on standard input.");
    }
}

require getcwd().'/vendor/autoload.php';
$app = require getcwd().'/bootstrap/app.php';
$app->make(Kernel::class)->bootstrap();

$present = User::where('username', $given['username'])->first();
if ($present !== null && $present->is_admin) {
    $present->password = bcrypt($given['password']);
    $present->save();
    echo "{$given['username']} has a new password.\n";
    exit(0);
}

// Accounts that were deleted keep their names.
if (User::withTrashed()->where('username', $given['username'])->orWhere('email', $given['email'])->exists()) {
    refuse('There is an account with this name or address.');
}

$user = new User;
$user->username = $given['username'];
$user->email = $given['email'];
$user->name = $given['name'];
$user->password = bcrypt($given['password']);
$user->is_admin = true;
$user->email_verified_at = now();
$user->save();

echo "{$given['username']} is an administrator.\n";
