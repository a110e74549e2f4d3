<?php

// Whether Pixelfed's database answers, whether Horizon works its queues, and how long the next job has waited. Runs in the
// folder of Pixelfed, with Laravel started as by its own command line; reads, and changes nothing. Prints lines
// `check=PURPOSE ok|wrong|unknown NUMBER TEXT`.

use Illuminate\Contracts\Console\Kernel;
use Illuminate\Support\Facades\DB;
use Laravel\Horizon\Contracts\MasterSupervisorRepository;
use Laravel\Horizon\WaitTimeCalculator;

const LONGEST_SECONDS = 900;

function say(string $purpose, string $outcome, int $number, string $text): void
{
    $line = preg_replace('/[^\x20-\x7e]+/', ' ', $text);
    echo "check=$purpose $outcome $number ".substr($line, 0, 200)."\n";
}

ini_set('default_socket_timeout', '5');
require getcwd().'/vendor/autoload.php';
$app = require getcwd().'/bootstrap/app.php';
$app->make(Kernel::class)->bootstrap();

try {
    DB::select('select 1');
    say('database', 'ok', 0, 'The database answers.');
} catch (Throwable $error) {
    say('database', 'wrong', 0, 'The database does not answer: '.$error::class);
}

try {
    $masters = $app->make(MasterSupervisorRepository::class)->all();
    $paused = $masters !== [] && collect($masters)->every(fn ($master) => $master->status === 'paused');
    // Horizon's own estimate of how long a job that is put there now has to wait, by queue.
    $waits = $app->make(WaitTimeCalculator::class)->calculate();
    $longest = $waits === [] ? 0 : (int) max($waits);
    $outcome = $masters === [] || $paused || $longest > LONGEST_SECONDS ? 'wrong' : 'ok';
    $text = match (true) {
        $masters === [] => 'No process works the queues.',
        $paused => 'The queues are paused.',
        default => "A new job waits for about $longest seconds.",
    };
    say('jobs', $outcome, $longest, $text);
} catch (Throwable $error) {
    say('jobs', 'wrong', 0, 'Redis does not answer, in which the queues are: '.$error::class);
}
