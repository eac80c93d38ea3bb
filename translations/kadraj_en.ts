<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ClipDeeds</name>
    <message numerus="yes">
        <source>%n file(s) copied</source>
        <translation>
            <numerusform>%n file copied</numerusform>
            <numerusform>%n files copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n only in the cloud</source>
        <translation>
            <numerusform>%n only in the cloud</numerusform>
            <numerusform>%n only in the cloud</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n star(s)</source>
        <translation>
            <numerusform>%n star</numerusform>
            <numerusform>%n stars</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) changed</source>
        <translation>
            <numerusform>%n video changed</numerusform>
            <numerusform>%n videos changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) exported</source>
        <translation>
            <numerusform>%n video exported</numerusform>
            <numerusform>%n videos exported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) made favourites</source>
        <translation>
            <numerusform>%n video made a favourite</numerusform>
            <numerusform>%n videos made favourites</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) moved to the recycle bin</source>
        <translation>
            <numerusform>%n video moved to the recycle bin</numerusform>
            <numerusform>%n videos moved to the recycle bin</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) no favourites any more</source>
        <translation>
            <numerusform>%n video no favourite any more</numerusform>
            <numerusform>%n videos no favourites any more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) put back</source>
        <translation>
            <numerusform>%n video put back</numerusform>
            <numerusform>%n videos put back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) tagged {tags}</source>
        <translation>
            <numerusform>%n video tagged {tags}</numerusform>
            <numerusform>%n videos tagged {tags}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag {tags} taken off %n video(s)</source>
        <translation>
            <numerusform>Tag {tags} taken off %n video</numerusform>
            <numerusform>Tag {tags} taken off %n videos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{stars} for %n video(s)</source>
        <translation>
            <numerusform>{stars} for %n video</numerusform>
            <numerusform>{stars} for %n videos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComposerPane</name>
    <message numerus="yes">
        <source>Generate %n video(s)</source>
        <translation>
            <numerusform>Generate %n video</numerusform>
            <numerusform>Generate %n videos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComposerStatus</name>
    <message numerus="yes">
        <source>%n job(s) waiting</source>
        <translation>
            <numerusform>%n job waiting</numerusform>
            <numerusform>%n jobs waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n job</numerusform>
            <numerusform>%n jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s)</source>
        <translation>
            <numerusform>%n video</numerusform>
            <numerusform>%n videos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CullPane</name>
    <message numerus="yes">
        <source>%n kept</source>
        <translation>
            <numerusform>%n kept</numerusform>
            <numerusform>%n kept</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rejected</source>
        <translation>
            <numerusform>%n rejected</numerusform>
            <numerusform>%n rejected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n to the recycle bin</source>
        <translation>
            <numerusform>Move %n to the recycle bin</numerusform>
            <numerusform>Move %n to the recycle bin</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DropTray</name>
    <message numerus="yes">
        <source>%n picture(s) are here already and were left out.</source>
        <translation>
            <numerusform>%n picture is here already and was left out.</numerusform>
            <numerusform>%n pictures are here already and were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) of a kind or size that {service} does not take: left out without the copy.</source>
        <translation>
            <numerusform>%n picture of a kind or size that {service} does not take: left out without the copy.</numerusform>
            <numerusform>%n pictures of a kind or size that {service} does not take: left out without the copies.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) of before are still here.</source>
        <translation>
            <numerusform>%n picture of before is still here.</numerusform>
            <numerusform>%n pictures of before are still here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) removed.</source>
        <translation>
            <numerusform>%n picture removed.</numerusform>
            <numerusform>%n pictures removed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) turned or transparent: sent as they are without the copy.</source>
        <translation>
            <numerusform>%n picture turned or transparent: sent as it is without the copy.</numerusform>
            <numerusform>%n pictures turned or transparent: sent as they are without the copies.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) in the queue</source>
        <translation>
            <numerusform>%n video in the queue</numerusform>
            <numerusform>%n videos in the queue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Use the copy of %n picture(s)</source>
        <translation>
            <numerusform>Use the copy of %n picture</numerusform>
            <numerusform>Use the copies of %n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryBar</name>
    <message numerus="yes">
        <source>Search %n video(s)</source>
        <translation>
            <numerusform>Search %n video</numerusform>
            <numerusform>Search %n videos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryPane</name>
    <message numerus="yes">
        <source>%n file(s) are no video</source>
        <translation>
            <numerusform>%n file is no video</numerusform>
            <numerusform>%n files are no videos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n known already</source>
        <translation>
            <numerusform>%n known already</numerusform>
            <numerusform>%n known already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) imported</source>
        <translation>
            <numerusform>%n video imported</numerusform>
            <numerusform>%n videos imported</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JoinClips</name>
    <message numerus="yes">
        <source>%n only in the cloud: download first</source>
        <translation>
            <numerusform>%n only in the cloud: download it first</numerusform>
            <numerusform>%n only in the cloud: download them first</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s)</source>
        <translation>
            <numerusform>%n video</numerusform>
            <numerusform>%n videos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JoinPlan</name>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <extracomment>Milliseconds of quiet before it is looked.</extracomment>
        <translation>
            <numerusform>%n frame</numerusform>
            <numerusform>%n frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them encoded anew</source>
        <translation>
            <numerusform>%n of them encoded anew</numerusform>
            <numerusform>%n of them encoded anew</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shown once instead of twice</source>
        <translation>
            <numerusform>%n shown once instead of twice</numerusform>
            <numerusform>%n shown once instead of twice</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>black bars beside %n video(s)</source>
        <translation>
            <numerusform>black bars beside %n video</numerusform>
            <numerusform>black bars beside %n videos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeyBlock</name>
    <message numerus="yes">
        <source>Works: %n video(s) left today</source>
        <translation>
            <numerusform>Works: %n video left today</numerusform>
            <numerusform>Works: %n videos left today</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryField</name>
    <message numerus="yes">
        <source>%n video(s) on this computer, {size}</source>
        <translation>
            <numerusform>%n video on this computer, {size}</numerusform>
            <numerusform>%n videos on this computer, {size}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notifier</name>
    <message numerus="yes">
        <source>%n job(s) failed</source>
        <translation>
            <numerusform>%n job failed</numerusform>
            <numerusform>%n jobs failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) uncertain</source>
        <translation>
            <numerusform>%n job uncertain</numerusform>
            <numerusform>%n jobs uncertain</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) ready</source>
        <extracomment>Milliseconds in which endings become one notification. What lets a window come before that of another program on Wayland; Qt reads it, and forgets it.</extracomment>
        <translation>
            <numerusform>%n video ready</numerusform>
            <numerusform>%n videos ready</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanLine</name>
    <message numerus="yes">
        <source>%n already waiting</source>
        <translation>
            <numerusform>%n already waiting</numerusform>
            <numerusform>%n already waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s)</source>
        <translation>
            <numerusform>%n video</numerusform>
            <numerusform>%n videos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Let %n wait for the next day’s quota</source>
        <translation>
            <numerusform>Let %n wait for the next day’s quota</numerusform>
            <numerusform>Let %n wait for the next day’s quota</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PromptEdit</name>
    <message numerus="yes">
        <source>%n word(s)</source>
        <extracomment>Pixels that the count takes under the text.</extracomment>
        <translation>
            <numerusform>%n word</numerusform>
            <numerusform>%n words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PromptList</name>
    <message numerus="yes">
        <source>%n row(s) can be made</source>
        <translation>
            <numerusform>%n row can be made</numerusform>
            <numerusform>%n rows can be made</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) cannot</source>
        <translation>
            <numerusform>%n row cannot</numerusform>
            <numerusform>%n rows cannot</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) in the queue; what is left stays here.</source>
        <translation>
            <numerusform>%n video in the queue; what is left stays here.</numerusform>
            <numerusform>%n videos in the queue; what is left stays here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PromptTools</name>
    <message numerus="yes">
        <source>%n new preset(s)</source>
        <translation>
            <numerusform>%n new preset</numerusform>
            <numerusform>%n new presets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n preset(s) exported</source>
        <translation>
            <numerusform>%n preset exported</numerusform>
            <numerusform>%n presets exported</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueDeeds</name>
    <message numerus="yes">
        <source>%n job(s) duplicated.</source>
        <translation>
            <numerusform>%n job duplicated.</numerusform>
            <numerusform>%n jobs duplicated.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) removed from the queue.</source>
        <translation>
            <numerusform>%n job removed from the queue.</numerusform>
            <numerusform>%n jobs removed from the queue.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueWords</name>
    <message numerus="yes">
        <source>%n job(s) done today</source>
        <translation>
            <numerusform>%n job done today</numerusform>
            <numerusform>%n jobs done today</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) marked as lost</source>
        <translation>
            <numerusform>%n job marked as lost</numerusform>
            <numerusform>%n jobs marked as lost</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) need you</source>
        <translation>
            <numerusform>%n job needs you</numerusform>
            <numerusform>%n jobs need you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) paused</source>
        <translation>
            <numerusform>%n job paused</numerusform>
            <numerusform>%n jobs paused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) running</source>
        <translation>
            <numerusform>%n job running</numerusform>
            <numerusform>%n jobs running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) waiting</source>
        <translation>
            <numerusform>%n job waiting</numerusform>
            <numerusform>%n jobs waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Duplicate %n job(s)</source>
        <translation>
            <numerusform>Duplicate %n job</numerusform>
            <numerusform>Duplicate %n jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n job(s)</source>
        <translation>
            <numerusform>Remove %n job</numerusform>
            <numerusform>Remove %n jobs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScoreLabel</name>
    <message numerus="yes">
        <source>%n comparison(s)</source>
        <translation>
            <numerusform>%n comparison</numerusform>
            <numerusform>%n comparisons</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n comparison(s) between services</source>
        <translation>
            <numerusform>%n comparison between services</numerusform>
            <numerusform>%n comparisons between services</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Stars</name>
    <message numerus="yes">
        <source>%n star(s)</source>
        <translation>
            <numerusform>%n star</numerusform>
            <numerusform>%n stars</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TagEditor</name>
    <message numerus="yes">
        <source>Tags of %n video(s)</source>
        <translation>
            <numerusform>Tags of %n video</numerusform>
            <numerusform>Tags of %n videos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message numerus="yes">
        <source>{services}: %n video(s)</source>
        <translation>
            <numerusform>{services}: %n video</numerusform>
            <numerusform>{services}: %n videos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrayMenu</name>
    <message numerus="yes">
        <source>%n left today</source>
        <translation>
            <numerusform>%n left today</numerusform>
            <numerusform>%n left today</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UncertainWords</name>
    <message numerus="yes">
        <source>Uncertain: %n video(s) may be this one</source>
        <translation>
            <numerusform>Uncertain: %n video may be this one</numerusform>
            <numerusform>Uncertain: %n videos may be this one</numerusform>
        </translation>
    </message>
</context>
</TS>
