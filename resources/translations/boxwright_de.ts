<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>AboutDialog</name>
        <message>
            <location filename="../../widgets/dialogs/about.py" />
            <source>About Boxwright</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/about.py" />
            <source>&lt;b&gt;Boxwright {}&lt;/b&gt;&lt;br&gt;Find, price and fix the wrong labels of an object-detection dataset.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/about.py" />
            <source>MIT licence. Its metrics equal pycocotools'.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Action</name>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Open dataset…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Open &amp;project…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Open the &amp;demo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Export labels as &amp;COCO…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Export labels as Pascal &amp;VOC…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Problems found…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Close dataset</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Quit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Undo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Redo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Dra&amp;w a box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Delete the selected boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Select &amp;all boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Copy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Paste</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>D&amp;uplicate</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Copy the boxes of the pre&amp;vious image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Snap to the object's edges</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Choose a c&amp;lass…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Ca&amp;ncel, or select nothing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Accept the suggestion</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>The &amp;label is right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Unsure</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Next flag</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Previous flag</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Find in the queue</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Show &amp;every flag again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Next flag on this &amp;image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Previous flag on this im&amp;age</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Image is re&amp;viewed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Next i&amp;mage</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Previous ima&amp;ge</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Zoom &amp;in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Zoom &amp;out</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Fit the image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;100 %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Zoom to the &amp;flag</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Show &amp;boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Show &amp;predictions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>By &amp;class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>By &amp;flag</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>By &amp;loss</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>By &amp;match</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Next</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Show or hide the &amp;plots</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Light colours</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Dark colours</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>As the &amp;system</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;English</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Deutsch</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Run the model over all images</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Tell the &amp;change from noise</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Compare with other &amp;predictions…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Evaluation &amp;settings…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Chec&amp;k settings…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Keys</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Show the &amp;log file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;About Boxwright</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Move the selected boxes left by 1 px</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Move the selected boxes right by 1 px</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Move the selected boxes up by 1 px</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Move the selected boxes down by 1 px</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Move the selected boxes left by 10 px</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Move the selected boxes right by 10 px</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Move the selected boxes up by 10 px</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Move the selected boxes down by 10 px</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Class 1: of the selected boxes, or of the next one drawn</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Class 2: of the selected boxes, or of the next one drawn</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Class 3: of the selected boxes, or of the next one drawn</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Class 4: of the selected boxes, or of the next one drawn</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Class 5: of the selected boxes, or of the next one drawn</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Class 6: of the selected boxes, or of the next one drawn</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Class 7: of the selected boxes, or of the next one drawn</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Class 8: of the selected boxes, or of the next one drawn</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Class 9: of the selected boxes, or of the next one drawn</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Application</name>
        <message>
            <location filename="../../app/application.py" />
            <source>This is the last image that the queue shows.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/application.py" />
            <source>This is the first image that the queue shows.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/application.py" />
            <source>This is the last image.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/application.py" />
            <source>This is the first image.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/application.py" />
            <source>reviewed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/application.py" />
            <source>{done} of {all} images reviewed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/application.py" />
            <source>New boxes: {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/application.py" />
            <source>The language takes effect at the next start.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/application.py" />
            <source>The place was not saved: {}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Attribution</name>
        <message>
            <location filename="../../engine/data/attribution.py" />
            <source>added</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/attribution.py" />
            <source>moved</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/attribution.py" />
            <source>relabelled</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/attribution.py" />
            <source>deleted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/attribution.py" />
            <source>moved and relabelled</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/attribution.py" />
            <source>No box copies the model's own: all of {total:+.4f} is the reviewer's.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/attribution.py" />
            <source>1 box copies the model's own, which flatters it: {total:+.4f} in all, {without:+.4f} without them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/attribution.py" />
            <source>{count} boxes copy the model's own, which flatters it: {total:+.4f} in all, {without:+.4f} without them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/attribution.py" />
            <source>{count} more</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Behind</name>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>Right place, another class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>Right class, not quite the place</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>Another class, and not quite the place</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>A second prediction of the same box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>Predictions where there is no box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>Boxes that no prediction comes near</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>nothing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>{truth} taken for {said}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>Predictions with a score of {low:.1f} to {high:.1f}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>All classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>{name} at recall {recall:.2f}, IoU {iou:.2f}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>Labels with a loss of {low:.2f} to {high:.2f}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>Edited boxes, by how much each changed mAP</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/analysis.py" />
            <source>{title}: the best {count:,}, {left_out:,} more left out</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>BoxCard</name>
        <message>
            <location filename="../../widgets/inspector/box_card.py" />
            <source>x</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/box_card.py" />
            <source>y</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/box_card.py" />
            <source>width</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/box_card.py" />
            <source>height</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/box_card.py" />
            <source>Class of the selected box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/box_card.py" />
            <source>unknown class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/box_card.py" />
            <source>No single box selected</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/box_card.py" />
            <source>Box {id}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/box_card.py" />
            <source>a crowd</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/box_card.py" />
            <source>difficult</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/box_card.py" />
            <source>Not counted in mAP: marked as {}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/box_card.py" />
            <source>Class of the selected box (1 to 9): {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/box_card.py" />
            <source>area</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>BoxHistory</name>
        <message>
            <location filename="../../widgets/inspector/box_history.py" />
            <source>History</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/box_history.py" />
            <source>{} earlier changes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/box_history.py" />
            <source>As opened</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/box_history.py" />
            <source>Put the box back to this state</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/box_history.py" />
            <source>Put the box back to: {}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CalibrationPage</name>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Some scores are not from 0 to 1, so they promise nothing.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Scores are off by {error:.3f} on average, {worst:.3f} at worst.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>On the line, a score is the share that is right. Click a bar to see its predictions.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CalibrationPlot</name>
        <message>
            <location filename="../../widgets/plots/calibration.py" />
            <source>Share that is right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/calibration.py" />
            <source>Score</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/calibration.py" />
            <source>Share of right predictions over their score</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/calibration.py" />
            <source>{count:,} predictions: mean score {score:.2f}, {right:.0%} right</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Canvas</name>
        <message>
            <location filename="../../widgets/canvas/canvas.py" />
            <source>Image with boxes</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CanvasPresenter</name>
        <message>
            <location filename="../../app/presenters/canvas.py" />
            <source>This dataset has no images.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/canvas.py" />
            <source>The folder of the images is not known. Open it with images.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/canvas.py" />
            <source>{} boxes</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ChangePanel</name>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>What to compare</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>Compare</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>Draws the images again and again, and looks how far the change varies</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>Show the edits in the queue</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>Part of the change</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>In all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>Labels alone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>Model alone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>Metric</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>Delta</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>From</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>To</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>Change of each metric and class, with its interval</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>The change; an arrow where it is more than noise</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>95 % of resamples lie above this</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>95 % of resamples lie below this</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>Labels now against as opened</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>Predictions of {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>Other predictions…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>Is the change of mAP more than noise, and who made it?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>By kind of edit: {}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>By class of the box: {}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>No box was edited: all of it is the model's.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CheckSettingsDialog</name>
        <message>
            <location filename="../../widgets/dialogs/check_settings.py" />
            <source>Check settings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/check_settings.py" />
            <source>When a label is doubted. Verdicts stay; the queue is made anew. Labels do not change.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/check_settings.py" />
            <source>Defaults</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/check_settings.py" />
            <source>Back to {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/check_settings.py" />
            <source>{title}: back to {default}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Class</name>
        <message>
            <location filename="../../engine/data/dataset.py" />
            <source>unknown class</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ClassPalette</name>
        <message>
            <location filename="../../widgets/dialogs/class_palette.py" />
            <source>Class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/class_palette.py" />
            <source>Find a class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/class_palette.py" />
            <source>Classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/class_palette.py" />
            <source>No class is called so.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Colouring</name>
        <message>
            <location filename="../../widgets/canvas/colouring.py" />
            <source>no flag</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/canvas/colouring.py" />
            <source>class in doubt</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/canvas/colouring.py" />
            <source>place in doubt</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/canvas/colouring.py" />
            <source>existence in doubt</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/canvas/colouring.py" />
            <source>unusual</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/canvas/colouring.py" />
            <source>missed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/canvas/colouring.py" />
            <source>found</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/canvas/colouring.py" />
            <source>not counted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/canvas/colouring.py" />
            <source>false</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/canvas/colouring.py" />
            <source>right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/canvas/colouring.py" />
            <source>box missed, prediction false</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/canvas/colouring.py" />
            <source>box found, prediction right</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Comparison</name>
        <message>
            <location filename="../../engine/data/comparison.py" />
            <source>Nothing changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/comparison.py" />
            <source>mAP changed by {delta}, which is more than noise: {share:.0%} of resamples lie between {low} and {high}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/comparison.py" />
            <source>mAP changed by {delta}, which could be noise: {share:.0%} of resamples lie between {low} and {high}, and no change is among them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/comparison.py" />
            <source>Labels alone: {said}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/comparison.py" />
            <source>The model alone: {said}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ConfusionPage</name>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Classes shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>The most confused</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>All classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Predictions with a score of {score:.2f} or more, where F1 is best.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Darker: a larger share of the row. Click a cell to see its boxes.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ConfusionPlot</name>
        <message>
            <location filename="../../widgets/plots/confusion.py" />
            <source>Box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/confusion.py" />
            <source>Prediction</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/confusion.py" />
            <source>Which classes are taken for which</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/confusion.py" />
            <source>none</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/confusion.py" />
            <source>{count:,} predictions of {predicted} where there is no box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/confusion.py" />
            <source>{count:,} of {of:,} boxes of {box} without a prediction</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/confusion.py" />
            <source>{count:,} of {of:,} boxes of {box} predicted as {predicted}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CoursePage</name>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>No box was edited yet. The line grows with each edit.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>{count:,} steps, from {first:.4f} to {last:.4f}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Click a step to see its boxes.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CoursePlot</name>
        <message>
            <location filename="../../widgets/plots/course.py" />
            <source>mAP</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/course.py" />
            <source>Steps that edited a box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/course.py" />
            <source>mAP over the course of the edits</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/course.py" />
            <source>Baseline: {ap:.4f}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/course.py" />
            <source>After step {step}: {ap:.4f} ({delta:+.4f})</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CurvesPage</name>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>IoU threshold</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>All classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>IoU {iou:.2f}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>This class has no boxes to be found.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>AP {ap:.4f}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>, baseline {ap:.4f}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Click a point to see what is wrong up to there, and what is not found.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CurvesPlot</name>
        <message>
            <location filename="../../widgets/plots/curves.py" />
            <source>Precision</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/curves.py" />
            <source>Recall</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/curves.py" />
            <source>Precision over recall</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/curves.py" />
            <source>Baseline</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/curves.py" />
            <source>Current</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/curves.py" />
            <source>Recall {recall:.2f}, precision {precision:.3f}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/curves.py" />
            <source>, score {score:.2f} or more</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DeltasPage</name>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Change of AP of each class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Change of AP</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>No class has changed yet. Bars appear as boxes are corrected.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>{name}: AP {before:.4f} → {now:.4f}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>{changed} of {of} classes changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Click a bar to see the boxes of the class that were edited.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Dialogs</name>
        <message>
            <location filename="../../app/dialogs.py" />
            <source>Open project</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/dialogs.py" />
            <source>Boxwright projects (*{})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/dialogs.py" />
            <source>Export labels as COCO</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/dialogs.py" />
            <source>Export labels as Pascal VOC: name a new folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/dialogs.py" />
            <source>Compare with other predictions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/dialogs.py" />
            <source>COCO results (*.json)</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ErrorDialog</name>
        <message>
            <location filename="../../widgets/dialogs/error.py" />
            <source>What to report</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/error.py" />
            <source>Copy the report</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/error.py" />
            <source>This did not work</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/error.py" />
            <source>The mistake is the program's, not yours. Every edit up to here is saved in the project file. Please report what is below; the log has it too:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/error.py" />
            <source>Boxwright made a mistake</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ErrorsPage</name>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>mAP that each kind of error costs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>mAP it costs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Right place, another class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Location</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Right class, not quite the place</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Both</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Another class, and not quite the place</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Duplicate</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>A second prediction of the same box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Background</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>A prediction where there is no box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Missed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>A box that no prediction comes near</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>{what}: {count:,} at IoU 0.50. Without them mAP would be {ap:.4f} higher, AP50 {ap50:.4f}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>What mAP would gain without each kind of error (TIDE), and how many there are at IoU 0.50.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Click a bar to see them.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>EvaluationSettingsDialog</name>
        <message>
            <location filename="../../widgets/dialogs/evaluation_settings.py" />
            <source>Evaluation settings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/evaluation_settings.py" />
            <source>&amp;IoU thresholds</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/evaluation_settings.py" />
            <source>From, to and step, or a list: 0.5, 0.75</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/evaluation_settings.py" />
            <source>&amp;Areas</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/evaluation_settings.py" />
            <source>Ranges in square pixels; any area is always measured too</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/evaluation_settings.py" />
            <source>&amp;Detections per image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/evaluation_settings.py" />
            <source>How many of the best count, per class; mAP takes the last</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/evaluation_settings.py" />
            <source>COCO's settings</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FilterBar</name>
        <message>
            <location filename="../../widgets/queue/filters.py" />
            <source>Kind of flag</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/filters.py" />
            <source>Class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/filters.py" />
            <source>Verdict</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/filters.py" />
            <source>Every kind</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/filters.py" />
            <source>Waiting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/filters.py" />
            <source>Settled</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/filters.py" />
            <source>All</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/filters.py" />
            <source>Every class</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FlagCard</name>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>Accept</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>Enter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>Label is right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>Unsure</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>No flag under review</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>Pick one in the queue, or press Down for the next.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>The whole image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>No suggestion to accept</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>Verdict: {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>Suggestion</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>Score</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>How likely the label is wrong, 0 to 1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>Price</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>Change of mAP if the suggestion is accepted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>Expected</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>Score times price</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FlagKind</name>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Invalid box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>No size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Outside image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Unknown class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Tiny</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Covers image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Duplicate</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Same place</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Nested</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Out of scale</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Unusual place</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Odd offset</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Gap in row</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Unusual size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Unusual shape</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Missing label</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Spurious label</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Wrong class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Bad location</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Missing image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Damaged image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Other size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Not rotated</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>No boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Copies differ</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>In two splits</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Too dark</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Blank</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Blurred</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>False positive</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Missed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>True positive</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Edited box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Label</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>InspectorPresenter</name>
        <message>
            <location filename="../../app/presenters/inspector.py" />
            <source>Add a box of class {name}, {width:.0f} × {height:.0f} px at {x:.0f}, {y:.0f}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/inspector.py" />
            <source>Move the box: {width:.0f} × {height:.0f} px at {x:.0f}, {y:.0f}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/inspector.py" />
            <source>Change the class to {name}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/inspector.py" />
            <source>Delete the box.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/inspector.py" />
            <source>Change the class to {name} and move the box: {width:.0f} × {height:.0f} px at {x:.0f}, {y:.0f}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/inspector.py" />
            <source>No prediction of its class overlaps it by 0.50 IoU or more.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/inspector.py" />
            <source>Matched by a prediction with score {score:.2f}, IoU {iou:.2f}.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>KeyButton</name>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>Key: {}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>KeysDialog</name>
        <message>
            <location filename="../../widgets/dialogs/keys.py" />
            <source>Keys</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/keys.py" />
            <source>The mouse wheel zooms at the cursor; drag with the middle button, or with Space held, to pan.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/keys.py" />
            <source>Where</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/keys.py" />
            <source>What it does</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Legend</name>
        <message>
            <location filename="../../widgets/plots/losses.py" />
            <source>Class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/losses.py" />
            <source>Place</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/losses.py" />
            <source>Existence</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ListingDialog</name>
        <message>
            <location filename="../../widgets/dialogs/listing.py" />
            <source>Copy all</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>LossBars</name>
        <message>
            <location filename="../../widgets/inspector/loss_bars.py" />
            <source>Class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/loss_bars.py" />
            <source>The model sees another class here</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/loss_bars.py" />
            <source>Place</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/loss_bars.py" />
            <source>The model sees the object elsewhere</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/loss_bars.py" />
            <source>Existence</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/loss_bars.py" />
            <source>The model sees nothing here</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/loss_bars.py" />
            <source>Loss: {}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>LossPage</name>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>{count:,} labels have a loss from {low:.2f} to {high:.2f}: the largest of its parts.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Drag the brush or its edges, or click a bar, to see the labels.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>LossPlot</name>
        <message>
            <location filename="../../widgets/plots/losses.py" />
            <source>Labels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/losses.py" />
            <source>Loss</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/losses.py" />
            <source>How many labels have which loss</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/losses.py" />
            <source>{count:,} labels with a loss of {low:.3f} to {high:.3f}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <location filename="../../app/main_window.py" />
            <source>Queue</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/main_window.py" />
            <source>Inspector</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/main_window.py" />
            <source>Metrics</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/main_window.py" />
            <source>Tools and metrics</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/main_window.py" />
            <source>Plots</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/main_window.py" />
            <source>Per class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/main_window.py" />
            <source>All twelve</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/main_window.py" />
            <source>Change</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/main_window.py" />
            <source>Predictions from score</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/main_window.py" />
            <source>Smallest score of the predictions shown</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Menu</name>
        <message>
            <location filename="../../app/actions.py" />
            <source>Boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;File</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Edit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Review</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;View</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Model</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Help</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Colour b&amp;oxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Lan&amp;guage</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Message</name>
        <message>
            <location filename="../../app/operations/dataset.py" />
            <source>Labels written to {output}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/operations/snap.py" />
            <source>No edges stand out here: the box stays as it is.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/operations/snap.py" />
            <source>No edges stand out.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>MessagePresenter</name>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>1 problem found in the files</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>{} problems found in the files</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Show</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Undo</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>MetricsBar</name>
        <message>
            <location filename="../../widgets/metrics/metrics.py" />
            <source>Baseline mAP</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/metrics.py" />
            <source>Current mAP</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/metrics.py" />
            <source>Delta of mAP</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/metrics.py" />
            <source>mAP if the box is let go now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/metrics.py" />
            <source>Current</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/metrics.py" />
            <source>Delta</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>MetricsPresenter</name>
        <message>
            <location filename="../../app/presenters/metrics.py" />
            <source>All edits saved in {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/metrics.py" />
            <source>IoU thresholds: {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/metrics.py" />
            <source>Areas: {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/metrics.py" />
            <source>all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/metrics.py" />
            <source>Detections per image: {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/metrics.py" />
            <source>Not COCO's settings</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>OpenDatasetDialog</name>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>Open dataset</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>&amp;Annotations</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>COCO JSON, or a folder of Pascal VOC XML</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>&amp;Images</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>The folder of the images</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>&amp;Predictions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>COCO results JSON</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>or &amp;model</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>A TensorFlow SavedModel, run where there are none</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>&amp;Label map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>Names of the classes (label_map.pbtxt)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>&amp;Split</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>A list of the images to open; empty: all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>P&amp;roject file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>Empty: beside the annotations</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>Browse…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>Browse for {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>A COCO file…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>A folder of Pascal VOC XML…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>Boxwright projects (*.boxwright)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>Your files are never written to.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>Choose the annotations to review.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>Give either predictions or a model, not both.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>A model needs the folder of the images.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>there is no such file or folder.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>this is a file; choose a folder.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>this is a folder; choose a file.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>OrderChoice</name>
        <message>
            <location filename="../../widgets/queue/order.py" />
            <source>Sort the queue</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/order.py" />
            <source>Sort by: worth is the size of the change of mAP times its probability</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/order.py" />
            <source>By worth</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/order.py" />
            <source>By probability</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/order.py" />
            <source>By loss</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/order.py" />
            <source>By price</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/order.py" />
            <source>By kind</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/order.py" />
            <source>By class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/order.py" />
            <source>By image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/order.py" />
            <source>As annotated</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/order.py" />
            <source>By verdict</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Origin</name>
        <message>
            <location filename="../../widgets/inspector/box_history.py" />
            <source>Drawn</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/box_history.py" />
            <source>Moved</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/box_history.py" />
            <source>Relabelled</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/box_history.py" />
            <source>Deleted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/box_history.py" />
            <source>Pasted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/box_history.py" />
            <source>Suggestion accepted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/box_history.py" />
            <source>Judged</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/box_history.py" />
            <source>Put back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/box_history.py" />
            <source>Snapped to its edges</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/box_history.py" />
            <source>Undone: {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/box_history.py" />
            <source>Done again: {}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>OtherFlags</name>
        <message>
            <location filename="../../widgets/inspector/other_flags.py" />
            <source>Other flags of this box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/inspector/other_flags.py" />
            <source>Put this flag under review</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PerClassTable</name>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>What is measured of each class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>Measuring…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>Measure of each class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>All classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>AP</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>COCO's average precision: the mean over all IoU thresholds, 0.5 to 0.95 by default.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>AP50</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>COCO's average precision at IoU 0.5.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>AR</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>COCO's average recall with the most detections per image that count.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>Best F1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>The largest F1 at IoU 0.5, and the score from which on to keep predictions for it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>VOC AP, 11 points</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>Pascal VOC's average precision as until 2009: at IoU 0.5, the mean precision at 11 recalls; all predictions count, difficult boxes are ignored.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>VOC AP, all points</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>Pascal VOC's average precision since 2010: at IoU 0.5, the area under the whole curve; all predictions count, difficult boxes are ignored.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>Class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>Boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>Baseline</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>Delta</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>Score</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>Precision</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>Recall</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>VOC AP</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PlotsPanel</name>
        <message>
            <location filename="../../widgets/plots/panel.py" />
            <source>Curves</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/panel.py" />
            <source>Deltas</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/panel.py" />
            <source>Course</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/panel.py" />
            <source>Errors</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/panel.py" />
            <source>Confusion</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/panel.py" />
            <source>Calibration</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/plots/panel.py" />
            <source>Loss</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PlotsPresenter</name>
        <message>
            <location filename="../../app/presenters/plots.py" />
            <source>Plots need predictions: open them, or run the model.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/plots.py" />
            <source>Following mAP over the edits…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/plots.py" />
            <source>Telling errors apart…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/plots.py" />
            <source>Edited boxes of {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/plots.py" />
            <source>Boxes edited in step {step}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ProblemsDialog</name>
        <message>
            <location filename="../../widgets/dialogs/problems.py" />
            <source>These records could not be used; everything else is. Nothing was changed in your files.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/problems.py" />
            <source>Nothing was wrong with the files that were opened.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/problems.py" />
            <source>Problems found</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/problems.py" />
            <source>File</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/problems.py" />
            <source>Record</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/problems.py" />
            <source>What is wrong</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/dialogs/problems.py" />
            <source>What to do</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Progress</name>
        <message>
            <location filename="../../app/operations/analyse.py" />
            <source>Telling errors apart</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/operations/analyse.py" />
            <source>Following mAP over the edits</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/operations/analyse.py" />
            <source>Looking up boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/operations/compare.py" />
            <source>Sharing the change out</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/operations/compare.py" />
            <source>Resampling images</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/operations/compare.py" />
            <source>Reading the other predictions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/operations/compare.py" />
            <source>Evaluating the other predictions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/operations/dataset.py" />
            <source>Writing labels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/operations/measure.py" />
            <source>Measuring</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/operations/predict.py" />
            <source>Pricing flags</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/operations/snap.py" />
            <source>Snapping boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/operations/survey.py" />
            <source>Looking at images</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/operations/survey.py" />
            <source>Checking images</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/analysis/analyse.py" />
            <source>0</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/assessment.py" />
            <source>Evaluating</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/assessment.py" />
            <source>Looking for doubtful boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/opening.py" />
            <source>Reading annotations</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/opening.py" />
            <source>Reading predictions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/opening.py" />
            <source>Writing the project file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/opening.py" />
            <source>Reading the project</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Queue</name>
        <message>
            <location filename="../../widgets/queue/queue.py" />
            <source>{shown} of {all} flags, {settled} settled</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/queue.py" />
            <source>{shown} of {all} boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/queue.py" />
            <source>Open a dataset to see which boxes are doubtful.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/queue.py" />
            <source>Nothing is left here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/queue.py" />
            <source>Every flag is settled. Well done.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/queue.py" />
            <source>No box looks doubtful.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/queue.py" />
            <source>Nothing is settled yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/queue.py" />
            <source>No flag matches these filters.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>QueueModel</name>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>Flag</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>Class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>Image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>Score</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>Loss</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>Price</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>How likely the label is wrong, 0 to 1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>How far the model contradicts the label, 0 to 1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>Change of mAP if the suggestion is accepted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>Verdict</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>Waiting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>Class {category:.2f}, place {place:.2f}, existence {existence:.2f}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>QueueTable</name>
        <message>
            <location filename="../../widgets/queue/table.py" />
            <source>Flags</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/table.py" />
            <source>Score</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/table.py" />
            <source>Loss</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/table.py" />
            <source>Class</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Reason</name>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>The model contradicts this box of {name}: class {category:.2f}, place {place:.2f}, existence {existence:.2f}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>{edited} It changed mAP by {ap:+.5f}. It copies the model's own box.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>{edited} It changed mAP by {ap:+.5f}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>The model sees {name} here with score {score:.2f}, and no box of that class is left that overlaps it by {iou:.2f} IoU.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>The model sees {name} here with score {score:.2f}; the box that says {other} overlaps it by {iou:.2f} IoU.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>The model sees {name} here with score {score:.2f}, as the box says.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>The model finds this {name} only with score {score:.2f}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>No prediction of {name} overlaps this box by {iou:.2f} IoU.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>This box of class {name} was added.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>This box of class {name} was moved.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>A box of class {name} was deleted here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>The class of this box was {before}, and is {name} now.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>This box was moved; its class was {before}, and is {name} now.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/against_model.py" />
            <source>The model sees little or nothing where this box says {name}; of the boxes of this class and size it misses {missed:.0%}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/against_model.py" />
            <source>The model sees {seen} here with score {score:.2f} where this box says {name}; they overlap by {iou:.2f} IoU.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/against_model.py" />
            <source>The model sees this {name} elsewhere with score {score:.2f}; its box and this one overlap by only {iou:.2f} IoU.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/against_model.py" />
            <source>Before suppression the model sees {seen} here with score {score:.2f} where this box says {name}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/against_model.py" />
            <source>The model sees {name} here with score {score:.2f}, and no box says so.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/classes.py" />
            <source>The dataset does not define the class of this box.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/classes.py" />
            <source>The dataset does not define the class of this box; the model sees {name} here with score {score:.2f}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/copies.py" />
            <source>This image of the split {split} shows the same as {other} of the split {other_split}: they differ by {levels:.0f} of 255 grey levels at most.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/copies.py" />
            <source>This image of the split {split} shows nearly the same as {other} of the split {other_split}: they differ by {levels:.0f} of 255 grey levels at most.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/copies.py" />
            <source>This box says {name}; on {other}, which shows the same, it says {said}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/copies.py" />
            <source>{other} shows the same and has a box of {name} here; this image has none.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/duplicate.py" />
            <source>This box and box {other}, also {name}, overlap by {iou:.2f} IoU: they seem to be one object.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/neighbours.py" />
            <source>This box is {ratio:.1f} times larger than the other {others} of {name} on this image ({z:.1f} robust standard deviations).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/neighbours.py" />
            <source>This box is {ratio:.1f} times smaller than the other {others} of {name} on this image ({z:.1f} robust standard deviations).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/neighbours.py" />
            <source>This box holds another box of {name}, as {share:.1%} of the others of its class do: it may be around a group.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/neighbours.py" />
            <source>This box holds {count} other boxes of {name}, as {share:.1%} of the others of its class do: it may be around a group.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/neighbours.py" />
            <source>This box says {name}, and box {other} just there says {other_name}: they overlap by {iou:.2f} IoU.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/offset.py" />
            <source>A box of {name} is usually in one place beside one of {other}; this one is elsewhere beside all of them ({z:.1f} robust standard deviations).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/one_box.py" />
            <source>A corner of this box is not a number.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/one_box.py" />
            <source>This box has no size: it is {width:.1f} pixels wide and {height:.1f} high.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/one_box.py" />
            <source>All of this box lies outside its image of {width} x {height} pixels.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/one_box.py" />
            <source>This box hangs {over:.1f} pixels over the edge of its image of {width:.0f} x {height:.0f} pixels; {outside:.0%} of it lies outside.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/one_box.py" />
            <source>This box is only {width:.1f} x {height:.1f} pixels, as {share:.1%} of the others of its class are: too small to see what it is of.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/one_box.py" />
            <source>This box is only {width:.1f} x {height:.1f} pixels, {seen_width:.1f} x {seen_height:.1f} of the model's input, as {share:.1%} of the others of its class are: too small to see what it is of.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/one_box.py" />
            <source>This box covers all of its image, as {share:.1%} of the others of its class do: it may stand for the image, not for an object.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/outlier.py" />
            <source>smaller</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/outlier.py" />
            <source>larger</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/outlier.py" />
            <source>narrower for its height</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/outlier.py" />
            <source>wider for its height</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/outlier.py" />
            <source>This box is {ratio:.1f} times {how} than is usual for {name} ({z:.1f} robust standard deviations over {count} boxes).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/place.py" />
            <source>left</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/place.py" />
            <source>right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/place.py" />
            <source>high</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/place.py" />
            <source>low</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/place.py" />
            <source>This box is unusually far {where} in the image for {name}: {away:.0%} of it from the usual place ({z:.1f} robust standard deviations over {count} boxes).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/row.py" />
            <source>{count} boxes of {name} stand in a row, {step:.0f} pixels apart; one seems to be missing here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/whole_images.py" />
            <source>This image has no boxes, and the model is sure of one object on it, of {name} with score {score:.2f}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/whole_images.py" />
            <source>This image has no boxes, and the model is sure of {count} objects on it, of {name} with score {score:.2f}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/whole_images.py" />
            <source>There is no such file in the image folder; the model cannot be run on it, and nobody can check it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/whole_images.py" />
            <source>The file says by EXIF that the image is to be turned by a quarter, to {real_width} x {real_height} pixels; its boxes are for {width} x {height}, the image as it is stored.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/whole_images.py" />
            <source>The annotations say that this image has {width} x {height} pixels; the file has {real_width} x {real_height}: width and height are swapped.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/whole_images.py" />
            <source>The annotations say that this image has {width} x {height} pixels; the file has {real_width} x {real_height}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/whole_images.py" />
            <source>This image is of one colour: its grey levels differ by {contrast:.1f} of 255.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/whole_images.py" />
            <source>This image is almost black: 95 % of it is darker than grey level {level:.0f} of 255.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/whole_images.py" />
            <source>This image has {less:.0f} times less fine detail than the others of the dataset ({z:.1f} robust standard deviations): it looks blurred.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/whole_images.py" />
            <source>{first} and {second}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/checks/whole_images.py" />
            <source>This image is in the splits {names}: a model is tested on what it was trained on.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Step</name>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Added a box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Moved a box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Relabelled a box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Deleted a box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Replaced a box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Added {} boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Moved {} boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Relabelled {} boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Deleted {} boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Replaced {} boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Suggestion accepted: added a box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Suggestion accepted: moved a box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Suggestion accepted: relabelled a box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Suggestion accepted: deleted a box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Suggestion accepted: replaced a box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Verdict: none</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Verdict: fixed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Verdict: label is right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Verdict: unsure</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Image reviewed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Image not reviewed any more</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Box put back to an earlier state</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Snapped a box to the object's edges</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Snapped {} boxes to the object's edges</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SummaryTable</name>
        <message>
            <location filename="../../widgets/metrics/metrics.py" />
            <source>Metric</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/metrics.py" />
            <source>Baseline</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/metrics.py" />
            <source>Current</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/metrics.py" />
            <source>Delta</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/metrics/metrics.py" />
            <source>The twelve metrics</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Threshold</name>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>{number} {unit}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>there is no such threshold</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>it must not be above “{title}”, {limit}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>{value!r} is no number</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>{value:g} is not from {least} to {most}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>{value:g} is no whole number</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Score</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Smallest score of a flag</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Less likely flags are not raised: below 0.3, two in three or more would be false alarms.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>One box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Room beyond the edge of the image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>A box may hang over by so much: tools differ by one in what they call the last pixel.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>px</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Side of a tiny box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>A shorter side is a slip of the mouse: nobody draws around so little on purpose.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Longer side of the model's input</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>To which the model reduces an image; 0: as its pipeline.config says, or not known.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Side of a box that is tiny in the model's input</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>A shorter side leaves the model nothing to see: half a cell of its finest features.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Share of the image that is all of it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>A box over so much of its image may stand for the image, not for an object.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Against its class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Share of a class that makes it usual</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>What so many boxes of the class do is simply what such boxes do, and no doubt at all.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Boxes that a class needs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>With fewer, none of them can be unlike the rest: what is usual would be a guess.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Distance from what is usual</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Robust standard deviations from the median from which a box is odd; 3.5: one in 2,000 of a normal spread.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>deviations</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Smallest spread of size and shape</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>On a log scale: 0.1 is some 10 %, and people draw boxes no more alike than that.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Against its neighbours</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Boxes of a class that an image needs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>With fewer, none of them can be out of scale with the others.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Share of a box inside another of its class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>From so much on the inner one is a part, or the outer one a group.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Two classes begin to be in one place</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>An object that is held or worn fills less of the other one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>IoU</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Two classes are surely in one place</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Nothing but a second name for the same object overlaps by so much.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Duplicates</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Two boxes begin to be one object</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Different objects of a class seldom overlap by more.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Two boxes are surely one object</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Two careful people who draw around one object agree by so much.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Images</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Brightness of an image that is too dark</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Where 95 % of an image lie below this grey level, a screen shows nothing.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>of 255</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Contrast of a blank image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Standard deviation of the grey levels below which it shows nothing: noise alone is more.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>VerdictKind</name>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>Fixed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>Label is right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>Unsure</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Welcome</name>
        <message>
            <location filename="../../widgets/welcome.py" />
            <source>Find the boxes most likely wrong, fix them in place, and watch mAP move with each fix.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/welcome.py" />
            <source>Open dataset…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/welcome.py" />
            <source>Open project…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/welcome.py" />
            <source>Open the demo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/welcome.py" />
            <source>Recent projects</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>_Empty</name>
        <message>
            <location filename="../../widgets/queue/queue.py" />
            <source>Show all that wait</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>_Find</name>
        <message>
            <location filename="../../widgets/queue/filters.py" />
            <source>Find in image, class or reason   /</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/filters.py" />
            <source>Find in image, class, kind or reason (/)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/filters.py" />
            <source>Find</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>_Job</name>
        <message>
            <location filename="../../widgets/progress.py" />
            <source>Starting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/progress.py" />
            <source>Stop: {}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>_Narrowing</name>
        <message>
            <location filename="../../widgets/queue/queue.py" />
            <source>All flags</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../widgets/queue/queue.py" />
            <source>Show every flag again (Shift+Esc)</source>
            <translation type="unfinished" />
        </message>
    </context>
</TS>
