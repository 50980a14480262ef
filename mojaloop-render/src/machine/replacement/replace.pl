#!/usr/bin/env perl
# Makes a chart out of a published one, with the replacements that replacements.json beside this script lists.
#
#   ./replace.pl PUBLISHED CHART             writes folder CHART: folder PUBLISHED with every text replaced
#   ./replace.pl --dry-run PUBLISHED CHART   tells what it would write, and changes nothing
#
# Texts are taken literally, and counted before anything is written. PUBLISHED stays as it is, so a second run finds
# the same, and writes nothing that is there already. A change of the list, or of PUBLISHED, is made by another run.
#
# It ends with
#   0  when all is done
#   1  when a file can't be read or written
#   2  when it was not called as above
#   3  when a text is there more or less often than expected, or CHART holds what PUBLISHED does not: every fault is
#      told, and nothing was changed
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(basename dirname);
use File::Path qw(make_path);

binmode STDOUT;
binmode STDERR;

sub stop {
    my ($status, $message) = @_;
    print STDERR "replace.pl: $message\n";
    exit $status;
}

sub read_file {
    my ($path) = @_;
    open my $file, '<:raw', $path or stop(1, "$path: $!");
    local $/;
    my $text = <$file>;
    defined $text or !$! or stop(1, "$path: $!");
    return $text // '';
}

# Beside it first, so that one move puts it there.
sub write_file {
    my ($path, $text, $mode) = @_;
    make_path(dirname($path), { error => \my $failed });
    stop(1, join '; ', map { join ': ', %$_ } @$failed) if @$failed;
    my $beside = "$path.new";
    open my $file, '>:raw', $beside or stop(1, "$beside: $!");
    unless ((print {$file} $text) && close($file) && chmod($mode, $beside) && rename($beside, $path)) {
        my $why = $!;
        unlink $beside;
        stop(1, "$path: $why");
    }
}

# Where a path leads, also one that is not there yet.
sub absolute {
    my ($path) = @_;
    return -e $path ? abs_path($path) : absolute(dirname($path)) . '/' . basename($path);
}

# Every file below a folder, by its path in it.
sub files_below {
    my ($root) = @_;
    my (%files, @folders);
    push @folders, '';
    while (defined(my $folder = shift @folders)) {
        opendir my $entries, "$root/$folder" or stop(1, "$root/$folder: $!");
        for my $name (grep { !/\A\.\.?\z/ } readdir $entries) {
            my $path = $folder eq '' ? $name : "$folder/$name";
            if (-d "$root/$path") { push @folders, $path }
            else { $files{$path} = read_file("$root/$path") }
        }
    }
    return \%files;
}

my %escapes = ('b' => "\b", 'f' => "\f", 'n' => "\n", 'r' => "\r", 't' => "\t");
my %escaped = ('"' => '\"', '\\' => '\\\\', map { $escapes{$_} => "\\$_" } keys %escapes);

# A list of flat objects of texts and numbers, as it is rendered: no more of JSON is read.
sub read_list {
    my ($path) = @_;
    my $text = read_file($path);
    my (@list, $key);
    while ($text =~ /\G\s*(?:([{}\[\]:,])|"((?:[^"\\]|\\.)*)"|([0-9]+))/gcs) {
        my ($sign, $value, $number) = ($1, $2, $3);
        if (defined $sign) {
            push @list, {} if $sign eq '{';
            next;
        }
        if (defined $value) {
            $value =~ s/\\(?:u([0-9a-fA-F]{4})|(.))/defined $1 ? unicode($1) : $escapes{$2} \/\/ $2/ges;
        }
        if (!defined $key) { $key = $value }
        else { ($list[-1]{$key}, $key) = ($value // $number, undef) }
    }
    $text =~ /\G\s*\z/gc or stop(1, "$path: not as it was rendered");
    return @list;
}

sub unicode {
    my $character = chr hex $_[0];
    utf8::encode($character);
    return $character;
}

# As JSON writes it.
sub quoted {
    my ($text) = @_;
    $text =~ s/(["\\\x00-\x1f])/$escaped{$1} \/\/ sprintf '\u%04x', ord $1/ge;
    return "\"$text\"";
}

sub times_of {
    my ($count) = @_;
    return $count == 1 ? 'once' : "$count times";
}

# `*` stands for any part of a name, `**` for any folders.
sub matches {
    my ($glob, $path) = @_;
    return @$path == 0 unless @$glob;
    my ($part, @rest) = @$glob;
    my ($name, @deeper) = @$path;
    if ($part eq '**') {
        return matches(\@rest, $path) || (@$path > 0 && matches($glob, \@deeper));
    }
    return 0 unless @$path;
    my $pattern = join '.*', map { quotemeta } split /\*/, $part, -1;
    return $name =~ /\A$pattern\z/s && matches(\@rest, \@deeper);
}

# Replaces a text wherever it is, and says how often that was.
sub replace {
    my ($text, $find, $replace) = @_;
    my ($count, $from, $made) = (0, 0, '');
    while ((my $at = index $$text, $find, $from) >= 0) {
        $made .= substr($$text, $from, $at - $from) . $replace;
        $from = $at + length $find;
        $count++;
    }
    $$text = $made . substr $$text, $from if $count;
    return $count;
}

my ($dry, @folders);
for my $argument (@ARGV) {
    if ($argument eq '--dry-run') { $dry = 1 }
    elsif ($argument =~ /\A-/) { stop(2, "`$argument` is not an option, expected --dry-run") }
    else { push @folders, $argument }
}
@folders == 2 or stop(2, 'expected two folders: the published chart, and the one to write');
my ($published, $chart) = map { s{(?<=.)/+\z}{}r } @folders;
-d $published or stop(1, "$published is not a folder");
-d $chart or !-e $chart or stop(1, "$chart is not a folder");
my ($from, $to) = map { absolute($_) } $published, $chart;
"$from/" ne substr("$to/", 0, 1 + length $from) && "$to/" ne substr("$from/", 0, 1 + length $to)
    or stop(2, 'one folder is in the other, expected two apart from each other');

my @list = read_list(dirname(__FILE__) . '/replacements.json');
my $files = files_below($published);
my (@faults, %replaced);
for my $one (@list) {
    my ($glob, $find, $expect) = @$one{qw(files find expect)};
    my @glob = split m{/}, $glob, -1;
    my @named = grep { matches(\@glob, [split m{/}, $_, -1]) } keys %$files;
    my $found = 0;
    for my $path (@named) {
        my $count = replace(\$files->{$path}, $find, $one->{replace});
        $replaced{$path} += $count if $count;
        $found += $count;
    }
    next if $found == $expect;
    my $is = @named
        ? quoted($find) . " is there @{[times_of($found)]} in `$glob`, expected @{[times_of($expect)]}"
        : "the chart has no file `$glob`, expected " . quoted($find) . " in it @{[times_of($expect)]}";
    push @faults, "$one->{place}: $is\n  help: compare the chart with the version the replacement was written for";
}
my $there = -d $chart ? files_below($chart) : {};
for my $path (sort grep { !exists $files->{$_} } keys %$there) {
    push @faults, "$chart/$path: $published has no such file\n  help: take it out, or all of $chart";
}
if (@faults) {
    print STDERR "fault: $_\n" for @faults;
    exit 3;
}

my @changed = grep { !exists $there->{$_} || $there->{$_} ne $files->{$_} } sort keys %$files;
my @copied = grep { !$replaced{$_} } @changed;
for my $path (@changed) {
    print "+ write $chart/$path: replaced @{[times_of($replaced{$path})]}\n" if $replaced{$path};
    write_file("$chart/$path", $files->{$path}, (stat "$published/$path")[2] & 07777) unless $dry;
}
print "+ copy @{[scalar @copied]} other files of $published to $chart\n" if @copied;
print "Nothing to do: $chart is $published with every text replaced.\n" unless @changed;
