<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>AboutDialog</name>
        <message>
            <location filename="../../widgets/dialogs/about.py" />
            <source>About Boxwright</source>
            <translation>Über Boxwright</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/about.py" />
            <source>&lt;b&gt;Boxwright {}&lt;/b&gt;&lt;br&gt;Find, price and fix the wrong labels of an object-detection dataset.</source>
            <translation>&lt;b&gt;Boxwright {}&lt;/b&gt;&lt;br&gt;Findet, bewertet und berichtigt die falschen Labels eines Datensatzes zur Objekterkennung.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/about.py" />
            <source>MIT licence. Its metrics equal pycocotools'.</source>
            <translation>MIT-Lizenz. Die Metriken gleichen denen von pycocotools.</translation>
        </message>
    </context>
    <context>
        <name>Action</name>
        <message>
            <location filename="../../app/actions.py" />
            <source>Only for a project on a server: docs/team.md says how to put one there</source>
            <translation>Nur für ein Projekt auf einem Server: docs/team.md sagt, wie es dorthin kommt</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>No image was handed out to you</source>
            <translation>Ihnen ist kein Bild zugeteilt</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Open dataset…</source>
            <translation>&amp;Datensatz öffnen…</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Open &amp;project…</source>
            <translation>&amp;Projekt öffnen…</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Open the &amp;demo</source>
            <translation>D&amp;emo öffnen</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Export labels…</source>
            <translation>Labels e&amp;xportieren…</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Repor&amp;t…</source>
            <translation>Beri&amp;cht…</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>P&amp;roblems found…</source>
            <translation>&amp;Gefundene Probleme…</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Sources…</source>
            <translation>&amp;Quellen…</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Your name…</source>
            <translation>I&amp;hr Name…</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>C&amp;lose dataset</source>
            <translation>Datensatz &amp;schließen</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Quit</source>
            <translation>&amp;Beenden</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Undo</source>
            <translation>&amp;Rückgängig</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Redo</source>
            <translation>&amp;Wiederholen</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Journal…</source>
            <translation>&amp;Journal…</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Dra&amp;w a box</source>
            <translation>Box &amp;zeichnen</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Delete the selected boxes</source>
            <translation>Ausgewählte Boxen &amp;löschen</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Select &amp;all boxes</source>
            <translation>&amp;Alle Boxen auswählen</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Copy</source>
            <translation>&amp;Kopieren</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Paste</source>
            <translation>&amp;Einfügen</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Duplica&amp;te</source>
            <translation>&amp;Duplizieren</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Copy the boxes of the pre&amp;vious image</source>
            <translation>Boxen des &amp;vorigen Bildes kopieren</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Snap to the object's edges</source>
            <translation>An den &amp;Objektkanten ausrichten</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Choose a c&amp;lass…</source>
            <translation>Kla&amp;sse wählen…</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Ca&amp;ncel, or select nothing</source>
            <translation>A&amp;bbrechen oder nichts auswählen</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Accept the suggestion, or go on</source>
            <translation>Vorschlag &amp;annehmen oder weiter</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>The &amp;label is right</source>
            <translation>Label ist &amp;richtig</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Unsure</source>
            <translation>&amp;Unsicher</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Next flag</source>
            <translation>&amp;Nächster Hinweis</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Previous flag</source>
            <translation>&amp;Voriger Hinweis</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Find in the &amp;queue</source>
            <translation>In der &amp;Warteschlange suchen</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Show &amp;every flag again</source>
            <translation>Wieder alle &amp;Hinweise zeigen</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Next flag on this &amp;image</source>
            <translation>Nächster Hinweis auf diesem &amp;Bild</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Previous flag on &amp;this image</source>
            <translation>V&amp;origer Hinweis auf diesem Bild</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Image is re&amp;viewed</source>
            <translation>Bild ist &amp;geprüft</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>App&amp;rove the image</source>
            <translation>Bild &amp;freigeben</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Return the image with a &amp;comment…</source>
            <translation>Bild mit einem &amp;Kommentar zurückgeben…</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>There are no ob&amp;jects here</source>
            <translation>Hier sind keine Ob&amp;jekte</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Next image to &amp;decide on</source>
            <translation>Nächstes Bild zum &amp;Entscheiden</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Give me work…</source>
            <translation>Arbeit holen…</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Give work &amp;back</source>
            <translation>Arbeit zur&amp;ückgeben</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Who is where…</source>
            <translation>Wer ist wo…</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Pe&amp;ople…</source>
            <translation>&amp;Personen…</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Mi&amp;x in known answers…</source>
            <translation>Bekannte An&amp;tworten einmischen…</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Next i&amp;mage</source>
            <translation>Nächstes Bil&amp;d</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Previous ima&amp;ge</source>
            <translation>Voriges B&amp;ild</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Compare annotator&amp;s…</source>
            <translation>Annotierende verg&amp;leichen…</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Hand out a blind second pass…</source>
            <translation>Blinden &amp;zweiten Durchgang ausgeben…</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Revie&amp;w a random sample…</source>
            <translation>Eine Zufalls&amp;stichprobe prüfen…</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Sign o&amp;ff…</source>
            <translation>Freigabe unters&amp;chreiben…</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Zoom &amp;in</source>
            <translation>Ver&amp;größern</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Zoom &amp;out</source>
            <translation>Ver&amp;kleinern</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Fit the image</source>
            <translation>Bild &amp;einpassen</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;100 %</source>
            <translation>&amp;100 %</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Zoom to the flag</source>
            <translation>Zum Hinweis &amp;zoomen</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Show &amp;boxes</source>
            <translation>&amp;Boxen zeigen</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Show &amp;predictions</source>
            <translation>&amp;Vorhersagen zeigen</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Colour by &amp;class</source>
            <translation>Nach &amp;Klasse färben</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Colour by &amp;flag</source>
            <translation>Nach &amp;Hinweis färben</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Colour by &amp;loss</source>
            <translation>Nach &amp;Verlust färben</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Colour by &amp;match</source>
            <translation>Nach &amp;Treffer färben</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Next colouring</source>
            <translation>&amp;Nächste Färbung</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Gallery of boxes</source>
            <translation>Galerie der B&amp;oxen</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Ad&amp;just the image</source>
            <translation>Bild an&amp;passen</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Sho&amp;w the image adjusted</source>
            <translation>Bild angepass&amp;t zeigen</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Keep the view between images</source>
            <translation>Ausschnitt zwischen Bildern behalte&amp;n</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Minimap</source>
            <translation>&amp;Minikarte</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Show or hide the plo&amp;ts</source>
            <translation>Di&amp;agramme zeigen oder verbergen</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>S&amp;how or hide the runs</source>
            <translation>&amp;Läufe zeigen oder verbergen</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Show or hid&amp;e why mAP is low</source>
            <translation>Zeigen oder verbergen, &amp;warum die mAP niedrig ist</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Reset the layout</source>
            <translation>Anordnung zu&amp;rücksetzen</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Colours of the s&amp;ystem</source>
            <translation>Farben des S&amp;ystems</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Light colours</source>
            <translation>&amp;Helle Farben</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Dark colours</source>
            <translation>&amp;Dunkle Farben</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Go to the &amp;image</source>
            <translation>Zum &amp;Bild</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Go to the &amp;queue</source>
            <translation>Zur &amp;Warteschlange</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Go to the i&amp;nspector</source>
            <translation>Zum &amp;Inspektor</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Go to the &amp;metrics</source>
            <translation>Zu den &amp;Metriken</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Go to the &amp;plots</source>
            <translation>Zu den &amp;Diagrammen</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Go to the &amp;status bar</source>
            <translation>Zur &amp;Statusleiste</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Go to the &amp;runs</source>
            <translation>Zu den &amp;Läufen</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Go to &amp;why mAP is low</source>
            <translation>Zu: W&amp;arum ist die mAP niedrig?</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>As the &amp;system</source>
            <translation>Wie das &amp;System</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;English</source>
            <translation>&amp;English</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Deutsch</source>
            <translation>&amp;Deutsch</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Run the model over all images</source>
            <translation>Modell über alle Bilder &amp;laufen lassen</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Run it over &amp;new and changed images</source>
            <translation>Über &amp;neue und geänderte Bilder laufen lassen</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Run it over the images that the &amp;filter shows</source>
            <translation>Über die Bilder des &amp;Filters laufen lassen</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>A &amp;quick look in 30 seconds</source>
            <translation>&amp;Kurzer Blick in 30 Sekunden</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Pa&amp;use the run, or let it go on</source>
            <translation>Lauf an&amp;halten oder fortsetzen</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Choose a &amp;model…</source>
            <translation>&amp;Modell wählen…</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Match the model's c&amp;lasses…</source>
            <translation>Klassen des Modells &amp;zuordnen…</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Sp&amp;eed the model up…</source>
            <translation>Modell &amp;beschleunigen…</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Fine-&amp;tune check…</source>
            <translation>Nachtrainieren zur Pr&amp;obe…</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Previe&amp;w augmentation…</source>
            <translation>Vorschau der Au&amp;gmentierung…</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Tell the &amp;change from noise</source>
            <translation>Änderung von &amp;Rauschen unterscheiden</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Compare with other &amp;predictions…</source>
            <translation>Mit anderen &amp;Vorhersagen vergleichen…</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Doctor…</source>
            <translation>&amp;Doktor…</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Wh&amp;y is mAP low?</source>
            <translation>&amp;Warum ist die mAP niedrig?</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Evaluation &amp;settings…</source>
            <translation>&amp;Einstellungen der Auswertung…</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Chec&amp;k settings…</source>
            <translation>Einstellungen der &amp;Prüfungen…</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Documentation</source>
            <translation>&amp;Dokumentation</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Keys</source>
            <translation>&amp;Tasten</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Guided tour, or its next step</source>
            <translation>&amp;Rundgang, oder sein nächster Schritt</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Look for &amp;updates…</source>
            <translation>Nach &amp;Aktualisierungen sehen…</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Show the &amp;log file</source>
            <translation>&amp;Protokolldatei zeigen</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;About Boxwright</source>
            <translation>Ü&amp;ber Boxwright</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Move the selected boxes left by 1 px</source>
            <translation>Ausgewählte Boxen um 1 px nach links schieben</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Move the selected boxes right by 1 px</source>
            <translation>Ausgewählte Boxen um 1 px nach rechts schieben</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Move the selected boxes up by 1 px</source>
            <translation>Ausgewählte Boxen um 1 px nach oben schieben</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Move the selected boxes down by 1 px</source>
            <translation>Ausgewählte Boxen um 1 px nach unten schieben</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Move the selected boxes left by 10 px</source>
            <translation>Ausgewählte Boxen um 10 px nach links schieben</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Move the selected boxes right by 10 px</source>
            <translation>Ausgewählte Boxen um 10 px nach rechts schieben</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Move the selected boxes up by 10 px</source>
            <translation>Ausgewählte Boxen um 10 px nach oben schieben</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Move the selected boxes down by 10 px</source>
            <translation>Ausgewählte Boxen um 10 px nach unten schieben</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Class 1: of the selected boxes, or of the next one drawn</source>
            <translation>Klasse 1: der ausgewählten Boxen oder der nächsten gezeichneten</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Class 2: of the selected boxes, or of the next one drawn</source>
            <translation>Klasse 2: der ausgewählten Boxen oder der nächsten gezeichneten</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Class 3: of the selected boxes, or of the next one drawn</source>
            <translation>Klasse 3: der ausgewählten Boxen oder der nächsten gezeichneten</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Class 4: of the selected boxes, or of the next one drawn</source>
            <translation>Klasse 4: der ausgewählten Boxen oder der nächsten gezeichneten</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Class 5: of the selected boxes, or of the next one drawn</source>
            <translation>Klasse 5: der ausgewählten Boxen oder der nächsten gezeichneten</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Class 6: of the selected boxes, or of the next one drawn</source>
            <translation>Klasse 6: der ausgewählten Boxen oder der nächsten gezeichneten</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Class 7: of the selected boxes, or of the next one drawn</source>
            <translation>Klasse 7: der ausgewählten Boxen oder der nächsten gezeichneten</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Class 8: of the selected boxes, or of the next one drawn</source>
            <translation>Klasse 8: der ausgewählten Boxen oder der nächsten gezeichneten</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Class 9: of the selected boxes, or of the next one drawn</source>
            <translation>Klasse 9: der ausgewählten Boxen oder der nächsten gezeichneten</translation>
        </message>
    </context>
    <context>
        <name>AdjustPanel</name>
        <message>
            <location filename="../../widgets/canvas/adjust_panel.py" />
            <source>Adjust the image</source>
            <translation>Bild anpassen</translation>
        </message>
        <message>
            <location filename="../../widgets/canvas/adjust_panel.py" />
            <source>Brightness</source>
            <translation>Helligkeit</translation>
        </message>
        <message>
            <location filename="../../widgets/canvas/adjust_panel.py" />
            <source>Contrast</source>
            <translation>Kontrast</translation>
        </message>
        <message>
            <location filename="../../widgets/canvas/adjust_panel.py" />
            <source>Gamma</source>
            <translation>Gamma</translation>
        </message>
        <message>
            <location filename="../../widgets/canvas/adjust_panel.py" />
            <source>&amp;Stretch to all tones</source>
            <translation>Auf alle Töne &amp;spreizen</translation>
        </message>
        <message>
            <location filename="../../widgets/canvas/adjust_panel.py" />
            <source>Stretch to all tones</source>
            <translation>Auf alle Töne spreizen</translation>
        </message>
        <message>
            <location filename="../../widgets/canvas/adjust_panel.py" />
            <source>Reset</source>
            <translation>Zurücksetzen</translation>
        </message>
        <message>
            <location filename="../../widgets/canvas/adjust_panel.py" />
            <source>Show the image as it is</source>
            <translation>Bild zeigen, wie es ist</translation>
        </message>
        <message>
            <location filename="../../widgets/canvas/adjust_panel.py" />
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <location filename="../../widgets/canvas/adjust_panel.py" />
            <source>Close (Esc)</source>
            <translation>Schließen (Esc)</translation>
        </message>
        <message>
            <location filename="../../widgets/canvas/adjust_panel.py" />
            <source>This 16-bit image is stretched in any case: else next to nothing would be seen</source>
            <translation>Dieses 16-Bit-Bild wird immer gespreizt: sonst wäre fast nichts zu sehen</translation>
        </message>
        <message>
            <location filename="../../widgets/canvas/adjust_panel.py" />
            <source>The darkest 0.5 % become black, the brightest 0.5 % white</source>
            <translation>Die dunkelsten 0.5 % werden schwarz, die hellsten 0.5 % weiß</translation>
        </message>
    </context>
    <context>
        <name>AgreementDialog</name>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>Agreement of annotators</source>
            <translation>Übereinstimmung der Annotierenden</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>Whom to compare</source>
            <translation>Wer verglichen wird</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>Figure</source>
            <translation>Kennzahl</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>Value</source>
            <translation>Wert</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>Class</source>
            <translation>Klasse</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>Boxes</source>
            <translation>Boxen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>Both have</source>
            <translation>Beide</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>IoU</source>
            <translation>IoU</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>Same class</source>
            <translation>Gleiche Klasse</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>Kappa</source>
            <translation>Kappa</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>Alpha</source>
            <translation>Alpha</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>Figures</source>
            <translation>Kennzahlen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>Figures by class</source>
            <translation>Kennzahlen nach Klasse</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>On {images} images:</source>
            <translation>Auf {images} Bildern:</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>{share} of the boxes have a counterpart.</source>
            <translation>{share} der Boxen haben ein Gegenstück.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>Where both have a box, the two overlap by {iou} IoU on average, half of them by more than {median}.</source>
            <translation>Wo beide eine Box haben, überlappen sich die zwei im Mittel mit {iou} IoU, die Hälfte mit mehr als {median}.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>{share} of these are of the same class.</source>
            <translation>{share} davon haben die gleiche Klasse.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>Beyond chance that is an alpha of {alpha}: the classes can be relied on (0.80 or more).</source>
            <translation>Über den Zufall hinaus ist das ein Alpha von {alpha}: Auf die Klassen ist Verlass (0.80 oder mehr).</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>Beyond chance that is an alpha of {alpha}: enough for tentative conclusions (0.67 to 0.80).</source>
            <translation>Über den Zufall hinaus ist das ein Alpha von {alpha}: genug für vorläufige Schlüsse (0.67 bis 0.80).</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>Beyond chance that is an alpha of {alpha}: too little to rely on the classes (below 0.67).</source>
            <translation>Über den Zufall hinaus ist das ein Alpha von {alpha}: zu wenig, um sich auf die Klassen zu verlassen (unter 0.67).</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>No disagreement waits for a verdict.</source>
            <translation>Keine Unstimmigkeit wartet auf ein Urteil.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>{waiting} disagreements wait for a verdict. Of {decided} of them only the place is disputed: the box between the two would settle them.</source>
            <translation>{waiting} Unstimmigkeiten warten auf ein Urteil. Bei {decided} davon ist nur die Lage strittig: Die Box zwischen den beiden würde sie klären.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>{waiting} disagreements wait for a verdict. {decided} of them a majority settles, with boxes at the median.</source>
            <translation>{waiting} Unstimmigkeiten warten auf ein Urteil. {decided} davon klärt eine Mehrheit, mit Boxen am Median.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>All {count} together</source>
            <translation>Alle {count} zusammen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>{share} interval</source>
            <translation>{share}-Intervall</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>Show the disagreements</source>
            <translation>Unstimmigkeiten zeigen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>Settle {count} by majority</source>
            <translation>{count} nach Mehrheit klären</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>Settle {count} in the middle</source>
            <translation>{count} in der Mitte klären</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>Add another person…</source>
            <translation>Weitere Person…</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>Forget the others</source>
            <translation>Die anderen vergessen</translation>
        </message>
    </context>
    <context>
        <name>AgreementSurface</name>
        <message>
            <location filename="../../app/agreement.py" />
            <source>{count} images without labels written to {output}</source>
            <translation>{count} Bilder ohne Labels nach {output} geschrieben</translation>
        </message>
        <message>
            <location filename="../../app/agreement.py" />
            <source>These labels</source>
            <translation>Diese Labels</translation>
        </message>
        <message>
            <location filename="../../app/agreement.py" />
            <source>The labels of other people are forgotten. What was edited stays.</source>
            <translation>Die Labels der anderen sind vergessen. Was bearbeitet wurde, bleibt.</translation>
        </message>
        <message>
            <location filename="../../app/agreement.py" />
            <source>{count} disagreements are settled by majority</source>
            <translation>{count} Unstimmigkeiten sind nach Mehrheit geklärt</translation>
        </message>
        <message>
            <location filename="../../app/agreement.py" />
            <source>{count} wait for you, since votes are tied</source>
            <translation>{count} warten auf Sie, weil die Stimmen gleich stehen</translation>
        </message>
    </context>
    <context>
        <name>Application</name>
        <message>
            <location filename="../../app/application.py" />
            <source>The language takes effect at the next start.</source>
            <translation>Die Sprache wechselt beim nächsten Start.</translation>
        </message>
        <message>
            <location filename="../../app/application.py" />
            <source>the desktop has no program that shows it</source>
            <translation>der Desktop hat kein Programm, das sie zeigt</translation>
        </message>
        <message>
            <location filename="../../app/application.py" />
            <source>Open it in a browser</source>
            <translation>In einem Browser öffnen</translation>
        </message>
    </context>
    <context>
        <name>AttendanceDialog</name>
        <message>
            <location filename="../../widgets/dialogs/attendance.py" />
            <source>Person</source>
            <translation>Person</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/attendance.py" />
            <source>Images handed out</source>
            <translation>Zugeteilte Bilder</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/attendance.py" />
            <source>Minutes left</source>
            <translation>Minuten übrig</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/attendance.py" />
            <source>Where</source>
            <translation>Wo</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/attendance.py" />
            <source>Who is where</source>
            <translation>Wer ist wo</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/attendance.py" />
            <source>Images that were handed out go to nobody else until their time is over; it begins anew with every step.</source>
            <translation>Zugeteilte Bilder bekommt niemand sonst, bis ihre Zeit um ist; sie beginnt mit jedem Schritt von neuem.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/attendance.py" />
            <source>Take back</source>
            <translation>Zurücknehmen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/attendance.py" />
            <source>Hand to</source>
            <translation>Weitergeben an</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/attendance.py" />
            <source>{} (you)</source>
            <translation>{} (Sie)</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/attendance.py" />
            <source>gone</source>
            <translation>weg</translation>
        </message>
    </context>
    <context>
        <name>Attribution</name>
        <message>
            <location filename="../../engine/data/attribution.py" />
            <source>added</source>
            <translation>hinzugefügt</translation>
        </message>
        <message>
            <location filename="../../engine/data/attribution.py" />
            <source>moved</source>
            <translation>verschoben</translation>
        </message>
        <message>
            <location filename="../../engine/data/attribution.py" />
            <source>relabelled</source>
            <translation>Klasse geändert</translation>
        </message>
        <message>
            <location filename="../../engine/data/attribution.py" />
            <source>deleted</source>
            <translation>gelöscht</translation>
        </message>
        <message>
            <location filename="../../engine/data/attribution.py" />
            <source>moved and relabelled</source>
            <translation>verschoben, Klasse geändert</translation>
        </message>
        <message>
            <location filename="../../engine/data/attribution.py" />
            <source>No box copies the model's own: all of {total:+.4f} is the reviewer's.</source>
            <translation>Keine Box ist vom Modell kopiert: die ganze Änderung von {total:+.4f} stammt vom Prüfer.</translation>
        </message>
        <message>
            <location filename="../../engine/data/attribution.py" />
            <source>1 box copies the model's own, which flatters it: {total:+.4f} in all, {without:+.4f} without them.</source>
            <translation>1 Box ist vom Modell kopiert, was ihm schmeichelt: {total:+.4f} insgesamt, {without:+.4f} ohne sie.</translation>
        </message>
        <message>
            <location filename="../../engine/data/attribution.py" />
            <source>{count} boxes copy the model's own, which flatters it: {total:+.4f} in all, {without:+.4f} without them.</source>
            <translation>{count} Boxen sind vom Modell kopiert, was ihm schmeichelt: {total:+.4f} insgesamt, {without:+.4f} ohne sie.</translation>
        </message>
        <message>
            <location filename="../../engine/data/attribution.py" />
            <source>{count} more</source>
            <translation>{count} weitere</translation>
        </message>
    </context>
    <context>
        <name>AugmentationDialog</name>
        <message>
            <location filename="../../widgets/dialogs/augmentation.py" />
            <source>Preview augmentation</source>
            <translation>Vorschau der Augmentierung</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/augmentation.py" />
            <source>Flip left and right</source>
            <translation>Links und rechts spiegeln</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/augmentation.py" />
            <source>Flip top and bottom</source>
            <translation>Oben und unten spiegeln</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/augmentation.py" />
            <source>Rotation</source>
            <translation>Drehung</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/augmentation.py" />
            <source>Shift to the right</source>
            <translation>Verschiebung nach rechts</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/augmentation.py" />
            <source>Shift down</source>
            <translation>Verschiebung nach unten</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/augmentation.py" />
            <source>Shear</source>
            <translation>Scherung</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/augmentation.py" />
            <source>Zoom</source>
            <translation>Zoom</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/augmentation.py" />
            <source>Brightness</source>
            <translation>Helligkeit</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/augmentation.py" />
            <source>Contrast</source>
            <translation>Kontrast</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/augmentation.py" />
            <source>Saturation</source>
            <translation>Sättigung</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/augmentation.py" />
            <source>Hue</source>
            <translation>Farbton</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/augmentation.py" />
            <source>Keep boxes visible from</source>
            <translation>Boxen behalten, sichtbar ab</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/augmentation.py" />
            <source>Boxes moved with the pixels</source>
            <translation>Boxen mit den Pixeln bewegt</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/augmentation.py" />
            <source>Only pixels moved: boxes left where they were</source>
            <translation>Nur Pixel bewegt: Boxen geblieben, wo sie waren</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/augmentation.py" />
            <source>Previous image</source>
            <translation>Voriges Bild</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/augmentation.py" />
            <source>Next image</source>
            <translation>Nächstes Bild</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/augmentation.py" />
            <source>Change nothing</source>
            <translation>Nichts ändern</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/augmentation.py" />
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
    </context>
    <context>
        <name>Behind</name>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>Right place, another class</source>
            <translation>Richtige Stelle, andere Klasse</translation>
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>Right class, not quite the place</source>
            <translation>Richtige Klasse, nicht ganz die Stelle</translation>
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>Another class, and not quite the place</source>
            <translation>Andere Klasse und nicht ganz die Stelle</translation>
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>A second prediction of the same box</source>
            <translation>Eine zweite Vorhersage derselben Box</translation>
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>Predictions where there is no box</source>
            <translation>Vorhersagen, wo keine Box ist</translation>
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>Boxes that no prediction comes near</source>
            <translation>Boxen, denen keine Vorhersage nahe kommt</translation>
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>nothing</source>
            <translation>nichts</translation>
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>{truth} taken for {said}</source>
            <translation>{truth} für {said} gehalten</translation>
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>Predictions with a score of {low:.1f} to {high:.1f}</source>
            <translation>Vorhersagen mit einem Score von {low:.1f} bis {high:.1f}</translation>
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>All classes</source>
            <translation>Alle Klassen</translation>
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>{name} at recall {recall:.2f}, IoU {iou:.2f}</source>
            <translation>{name} bei Recall {recall:.2f}, IoU {iou:.2f}</translation>
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>Labels with a loss of {low:.2f} to {high:.2f}</source>
            <translation>Labels mit einem Verlust von {low:.2f} bis {high:.2f}</translation>
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>Edited boxes, by how much each changed mAP</source>
            <translation>Bearbeitete Boxen, danach geordnet, wie sehr jede mAP geändert hat</translation>
        </message>
        <message>
            <location filename="../../engine/data/analysis.py" />
            <source>{title}: the best {count:,}, {left_out:,} more left out</source>
            <translation>{title}: die besten {count:,}, weitere {left_out:,} weggelassen</translation>
        </message>
    </context>
    <context>
        <name>Beside</name>
        <message>
            <location filename="../../widgets/canvas/beside.py" />
            <source>Show the run in use alone</source>
            <translation>Nur den verwendeten Lauf zeigen</translation>
        </message>
        <message>
            <location filename="../../widgets/canvas/beside.py" />
            <source>In use: {name}</source>
            <translation>Verwendet: {name}</translation>
        </message>
        <message>
            <location filename="../../widgets/canvas/beside.py" />
            <source>Beside: {name}</source>
            <translation>Daneben: {name}</translation>
        </message>
        <message>
            <location filename="../../widgets/canvas/beside.py" />
            <source>The same image with the predictions of {name}</source>
            <translation>Dasselbe Bild mit den Vorhersagen von {name}</translation>
        </message>
        <message>
            <location filename="../../widgets/canvas/beside.py" />
            <source>not run over this image</source>
            <translation>nicht über dieses Bild gelaufen</translation>
        </message>
    </context>
    <context>
        <name>BlindReviewDialog</name>
        <message>
            <location filename="../../widgets/sampling/blind.py" />
            <source>Blind review of a random sample</source>
            <translation>Blinde Prüfung einer Zufallsstichprobe</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/blind.py" />
            <source>Boxes to judge</source>
            <translation>Zu beurteilende Boxen</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/blind.py" />
            <source>Back to the last image   A</source>
            <translation>Zurück zum letzten Bild   A</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/blind.py" />
            <source>Leave; answers are kept   Esc</source>
            <translation>Verlassen; Antworten bleiben   Esc</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/blind.py" />
            <source>Draw a box around what has no label.</source>
            <translation>Ziehen Sie eine Box um das, was kein Label hat.</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/blind.py" />
            <source>right</source>
            <translation>rechts</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/blind.py" />
            <source>Next   Enter</source>
            <translation>Weiter   Enter</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/blind.py" />
            <source>All is right   Enter</source>
            <translation>Alles ist richtig   Enter</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/blind.py" />
            <source>Judge the selected box; the arrow keys go to the others.</source>
            <translation>Beurteilen Sie die ausgewählte Box; die Pfeiltasten führen zu den anderen.</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/blind.py" />
            <source>This box is not in the sample.</source>
            <translation>Diese Box ist nicht in der Stichprobe.</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/blind.py" />
            <source>Something</source>
            <translation>Etwas</translation>
        </message>
    </context>
    <context>
        <name>BoxCard</name>
        <message>
            <location filename="../../widgets/inspector/box_card.py" />
            <source>x</source>
            <translation>x</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/box_card.py" />
            <source>y</source>
            <translation>y</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/box_card.py" />
            <source>width</source>
            <translation>Breite</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/box_card.py" />
            <source>height</source>
            <translation>Höhe</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/box_card.py" />
            <source>Class of the selected box</source>
            <translation>Klasse der ausgewählten Box</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/box_card.py" />
            <source>unknown class</source>
            <translation>unbekannte Klasse</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/box_card.py" />
            <source>{first} to {last}</source>
            <translation>{first} bis {last}</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/box_card.py" />
            <source>No single box selected</source>
            <translation>Keine einzelne Box ausgewählt</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/box_card.py" />
            <source>Box {id}</source>
            <translation>Box {id}</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/box_card.py" />
            <source>a crowd</source>
            <translation>Menge</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/box_card.py" />
            <source>difficult</source>
            <translation>schwierig</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/box_card.py" />
            <source>Not counted in mAP: marked as {}.</source>
            <translation>Zählt nicht für mAP: markiert als {}.</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/box_card.py" />
            <source>Class of the selected box: {}</source>
            <translation>Klasse der ausgewählten Box: {}</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/box_card.py" />
            <source>area</source>
            <translation>Fläche</translation>
        </message>
    </context>
    <context>
        <name>BoxHistory</name>
        <message>
            <location filename="../../widgets/inspector/box_history.py" />
            <source>History</source>
            <translation>Verlauf</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/box_history.py" />
            <source>{} earlier changes</source>
            <translation>{} frühere Änderungen</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/box_history.py" />
            <source>As opened</source>
            <translation>Wie geöffnet</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/box_history.py" />
            <source>Put the box back to this state</source>
            <translation>Box in diesen Zustand zurücksetzen</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/box_history.py" />
            <source>Put the box back to: {}</source>
            <translation>Box zurücksetzen auf: {}</translation>
        </message>
    </context>
    <context>
        <name>CalibrationPage</name>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Some scores are not from 0 to 1, so they promise nothing.</source>
            <translation>Manche Scores liegen nicht zwischen 0 und 1; sie versprechen also nichts.</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Scores are off by {error:.3f} on average, {worst:.3f} at worst.</source>
            <translation>Die Scores liegen im Mittel um {error:.3f} daneben, höchstens um {worst:.3f}.</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>On the line, a score is the share that is right. Click a bar to see its predictions.</source>
            <translation>Auf der Linie ist ein Score der Anteil, der richtig ist. Ein Klick auf einen Balken zeigt dessen Vorhersagen.</translation>
        </message>
    </context>
    <context>
        <name>CalibrationPlot</name>
        <message>
            <location filename="../../widgets/plots/calibration.py" />
            <source>Share that is right</source>
            <translation>Anteil der richtigen</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/calibration.py" />
            <source>Score</source>
            <translation>Score</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/calibration.py" />
            <source>Share of right predictions over their score</source>
            <translation>Anteil richtiger Vorhersagen über ihrem Score</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/calibration.py" />
            <source>{count:,} predictions: mean score {score:.2f}, {right:.0%} right</source>
            <translation>{count:,} Vorhersagen: mittlerer Score {score:.2f}, {right:.0%} richtig</translation>
        </message>
    </context>
    <context>
        <name>Callout</name>
        <message>
            <location filename="../../widgets/tour/callout.py" />
            <source>Leave the tour</source>
            <translation>Rundgang verlassen</translation>
        </message>
        <message>
            <location filename="../../widgets/tour/callout.py" />
            <source>{place} of {count}</source>
            <translation>{place} von {count}</translation>
        </message>
        <message>
            <location filename="../../widgets/tour/callout.py" />
            <source>Done</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <location filename="../../widgets/tour/callout.py" />
            <source>Next</source>
            <translation>Weiter</translation>
        </message>
    </context>
    <context>
        <name>Canvas</name>
        <message>
            <location filename="../../widgets/canvas/canvas.py" />
            <source>Image with boxes</source>
            <translation>Bild mit Boxen</translation>
        </message>
    </context>
    <context>
        <name>CanvasPresenter</name>
        <message>
            <location filename="../../app/presenters/canvas.py" />
            <source>This dataset has no images.</source>
            <translation>Dieser Datensatz hat keine Bilder.</translation>
        </message>
        <message>
            <location filename="../../app/presenters/canvas.py" />
            <source>The folder of the images is not known. Open it with images.</source>
            <translation>Der Bildordner ist nicht bekannt. Öffnen Sie den Datensatz mit Bildern.</translation>
        </message>
        <message>
            <location filename="../../app/presenters/canvas.py" />
            <source>Fetching the image from {address}…</source>
            <translation>Das Bild wird von {address} geholt…</translation>
        </message>
        <message>
            <location filename="../../app/presenters/canvas.py" />
            <source>{} boxes</source>
            <translation>{} Boxen</translation>
        </message>
    </context>
    <context>
        <name>Cell</name>
        <message>
            <location filename="../../widgets/queue/cells.py" />
            <source>1 flag</source>
            <translation>1 Hinweis</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/cells.py" />
            <source>{count} flags</source>
            <translation>{count} Hinweise</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/cells.py" />
            <source>{flags}, worth up to {worth}</source>
            <translation>{flags}, Nutzen bis {worth}</translation>
        </message>
    </context>
    <context>
        <name>Change</name>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>added</source>
            <translation>hinzugefügt</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>removed</source>
            <translation>entfernt</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>moved</source>
            <translation>verschoben</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>relabelled</source>
            <translation>Klasse geändert</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>marks changed</source>
            <translation>Markierungen geändert</translation>
        </message>
    </context>
    <context>
        <name>ChangePanel</name>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>What to compare</source>
            <translation>Was verglichen wird</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>Compare</source>
            <translation>Vergleichen</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>Draws the images again and again, and looks how far the change varies</source>
            <translation>Zieht die Bilder immer wieder neu und sieht, wie weit die Änderung schwankt</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>Show the edits in the queue</source>
            <translation>Bearbeitete Boxen in der Warteschlange zeigen</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>Part of the change</source>
            <translation>Teil der Änderung</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>In all</source>
            <translation>Insgesamt</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>Labels alone</source>
            <translation>Nur Labels</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>Model alone</source>
            <translation>Nur Modell</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>Metric</source>
            <translation>Metrik</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>Delta</source>
            <translation>Differenz</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>From</source>
            <translation>Von</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>To</source>
            <translation>Bis</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>Change of each metric and class, with its interval</source>
            <translation>Änderung jeder Metrik und Klasse mit ihrem Intervall</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>The change; an arrow where it is more than noise</source>
            <translation>Die Änderung; ein Pfeil, wo sie mehr als Rauschen ist</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>Lower end of the 95 % interval</source>
            <translation>Unteres Ende des 95-%-Intervalls</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>Upper end of the 95 % interval</source>
            <translation>Oberes Ende des 95-%-Intervalls</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>Labels now against as opened</source>
            <translation>Labels: vorher und jetzt</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>Predictions of {}</source>
            <translation>Vorhersagen aus {}</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>Other predictions…</source>
            <translation>Andere Vorhersagen…</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>Is the change of mAP more than noise, and who made it?</source>
            <translation>Ist die Änderung von mAP mehr als Rauschen, und woher kommt sie?</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>By kind of edit: {}.</source>
            <translation>Nach Art der Bearbeitung: {}.</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>By class of the box: {}.</source>
            <translation>Nach Klasse der Box: {}.</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/change.py" />
            <source>No box was edited: all of it is the model's.</source>
            <translation>Keine Box wurde bearbeitet: alles kommt vom Modell.</translation>
        </message>
    </context>
    <context>
        <name>CheckSettingsDialog</name>
        <message>
            <location filename="../../widgets/dialogs/check_settings.py" />
            <source>Check settings</source>
            <translation>Einstellungen der Prüfungen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/check_settings.py" />
            <source>When a label is doubted. Verdicts stay; the queue is made anew. Labels do not change.</source>
            <translation>Wann ein Label bezweifelt wird. Urteile bleiben; die Warteschlange entsteht neu. Labels ändern sich nicht.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/check_settings.py" />
            <source>Defaults</source>
            <translation>Standardwerte</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/check_settings.py" />
            <source>Back to {}</source>
            <translation>Zurück auf {}</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/check_settings.py" />
            <source>{title}: back to {default}</source>
            <translation>{title}: zurück auf {default}</translation>
        </message>
    </context>
    <context>
        <name>ChooseModelDialog</name>
        <message>
            <location filename="../../widgets/dialogs/choose_model.py" />
            <source>Choose the model</source>
            <translation>Modell wählen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/choose_model.py" />
            <source>&amp;Run</source>
            <translation>&amp;Ausführen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/choose_model.py" />
            <source>&amp;Model</source>
            <translation>&amp;Modell</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/choose_model.py" />
            <source>A SavedModel, .keras or .tflite</source>
            <translation>Ein SavedModel, .keras oder .tflite</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/choose_model.py" />
            <source>A .keras or .tflite file…</source>
            <translation>Eine Datei .keras oder .tflite…</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/choose_model.py" />
            <source>The folder of a SavedModel…</source>
            <translation>Der Ordner eines SavedModels…</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/choose_model.py" />
            <source>&amp;Label map</source>
            <translation>&amp;Label-Map</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/choose_model.py" />
            <source>Names of the model's classes (pbtxt, txt, JSON, YAML)</source>
            <translation>Namen der Klassen des Modells (pbtxt, txt, JSON, YAML)</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/choose_model.py" />
            <source>&amp;Adapter</source>
            <translation>A&amp;dapter</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/choose_model.py" />
            <source>A Python file that says how to run it; empty: its kind is recognised</source>
            <translation>Eine Python-Datei, die sagt, wie es läuft; leer: die Art wird erkannt</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/choose_model.py" />
            <source>Choose the model to run.</source>
            <translation>Wählen Sie das Modell, das laufen soll.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/choose_model.py" />
            <source>Runs that are there already stay; what this model says of an image is kept too.</source>
            <translation>Frühere Läufe bleiben; auch was dieses Modell zu einem Bild sagt, wird behalten.</translation>
        </message>
    </context>
    <context>
        <name>ChoosePredictionsDialog</name>
        <message>
            <location filename="../../widgets/dialogs/choose_predictions.py" />
            <source>Compare with other predictions</source>
            <translation>Mit anderen Vorhersagen vergleichen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/choose_predictions.py" />
            <source>&amp;Compare</source>
            <translation>&amp;Vergleichen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/choose_predictions.py" />
            <source>Choose what another model said of the same images.</source>
            <translation>Wählen Sie, was ein anderes Modell von denselben Bildern sagte.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/choose_predictions.py" />
            <source>Your files are never written to.</source>
            <translation>In Ihre Dateien wird nie geschrieben.</translation>
        </message>
    </context>
    <context>
        <name>Class</name>
        <message>
            <location filename="../../engine/data/dataset.py" />
            <source>unknown class</source>
            <translation>unbekannte Klasse</translation>
        </message>
    </context>
    <context>
        <name>ClassPalette</name>
        <message>
            <location filename="../../widgets/dialogs/class_palette.py" />
            <source>Class</source>
            <translation>Klasse</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/class_palette.py" />
            <source>Find a class</source>
            <translation>Klasse suchen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/class_palette.py" />
            <source>Classes</source>
            <translation>Klassen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/class_palette.py" />
            <source>No class is called so.</source>
            <translation>Keine Klasse heißt so.</translation>
        </message>
    </context>
    <context>
        <name>ClassTable</name>
        <message>
            <location filename="../../widgets/dialogs/class_table.py" />
            <source>leave out</source>
            <translation>auslassen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/class_table.py" />
            <source>not counted</source>
            <translation>zählt nicht</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/class_table.py" />
            <source>{count}; most on {name}</source>
            <translation>{count}; meist auf {name}</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/class_table.py" />
            <source>{count} of {all} lie on a label of the class matched, and {more} on one of {name}: that may be the right one.</source>
            <translation>{count} von {all} liegen auf einem Label der zugeordneten Klasse und {more} auf einem von {name}: das mag die richtige sein.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/class_table.py" />
            <source>{count} of {all}</source>
            <translation>{count} von {all}</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/class_table.py" />
            <source>{count} of {all} lie on a label of {name}.</source>
            <translation>{count} von {all} liegen auf einem Label von {name}.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/class_table.py" />
            <source>{number}: {name}</source>
            <translation>{number}: {name}</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/class_table.py" />
            <source>Class of the dataset for {model_class}</source>
            <translation>Klasse im Datensatz für {model_class}</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/class_table.py" />
            <source>Classes of the model</source>
            <translation>Klassen des Modells</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/class_table.py" />
            <source>Model's class</source>
            <translation>Klasse des Modells</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/class_table.py" />
            <source>Predictions</source>
            <translation>Vorhersagen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/class_table.py" />
            <source>Class of the dataset</source>
            <translation>Klasse im Datensatz</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/class_table.py" />
            <source>On such a label</source>
            <translation>Auf so einem Label</translation>
        </message>
    </context>
    <context>
        <name>Colouring</name>
        <message>
            <location filename="../../widgets/canvas/colouring.py" />
            <source>no flag</source>
            <translation>kein Hinweis</translation>
        </message>
        <message>
            <location filename="../../widgets/canvas/colouring.py" />
            <source>class in doubt</source>
            <translation>Klasse fraglich</translation>
        </message>
        <message>
            <location filename="../../widgets/canvas/colouring.py" />
            <source>place in doubt</source>
            <translation>Stelle fraglich</translation>
        </message>
        <message>
            <location filename="../../widgets/canvas/colouring.py" />
            <source>existence in doubt</source>
            <translation>Vorhandensein fraglich</translation>
        </message>
        <message>
            <location filename="../../widgets/canvas/colouring.py" />
            <source>unusual</source>
            <translation>ungewöhnlich</translation>
        </message>
        <message>
            <location filename="../../widgets/canvas/colouring.py" />
            <source>missed</source>
            <translation>verfehlt</translation>
        </message>
        <message>
            <location filename="../../widgets/canvas/colouring.py" />
            <source>found</source>
            <translation>gefunden</translation>
        </message>
        <message>
            <location filename="../../widgets/canvas/colouring.py" />
            <source>not counted</source>
            <translation>zählt nicht</translation>
        </message>
        <message>
            <location filename="../../widgets/canvas/colouring.py" />
            <source>false</source>
            <translation>falsch</translation>
        </message>
        <message>
            <location filename="../../widgets/canvas/colouring.py" />
            <source>right</source>
            <translation>richtig</translation>
        </message>
        <message>
            <location filename="../../widgets/canvas/colouring.py" />
            <source>box missed, prediction false</source>
            <translation>Box verfehlt, Vorhersage falsch</translation>
        </message>
        <message>
            <location filename="../../widgets/canvas/colouring.py" />
            <source>box found, prediction right</source>
            <translation>Box gefunden, Vorhersage richtig</translation>
        </message>
    </context>
    <context>
        <name>CommentBox</name>
        <message>
            <location filename="../../widgets/canvas/comment_box.py" />
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
    </context>
    <context>
        <name>Comparison</name>
        <message>
            <location filename="../../engine/data/comparison.py" />
            <source>Nothing changed.</source>
            <translation>Nichts hat sich geändert.</translation>
        </message>
        <message>
            <location filename="../../engine/data/comparison.py" />
            <source>mAP changed by {delta}, which is more than noise: {share:.0%} of resamples lie between {low} and {high}.</source>
            <translation>mAP hat sich um {delta} geändert, was mehr als Rauschen ist: {share:.0%} der Ziehungen liegen zwischen {low} und {high}.</translation>
        </message>
        <message>
            <location filename="../../engine/data/comparison.py" />
            <source>mAP changed by {delta}, which could be noise: {share:.0%} of resamples lie between {low} and {high}, and no change is among them.</source>
            <translation>mAP hat sich um {delta} geändert, was Rauschen sein kann: {share:.0%} der Ziehungen liegen zwischen {low} und {high}, und „keine Änderung“ liegt darin.</translation>
        </message>
        <message>
            <location filename="../../engine/data/comparison.py" />
            <source>Labels alone: {said}</source>
            <translation>Nur Labels: {said}</translation>
        </message>
        <message>
            <location filename="../../engine/data/comparison.py" />
            <source>The model alone: {said}</source>
            <translation>Nur Modell: {said}</translation>
        </message>
    </context>
    <context>
        <name>Conflict</name>
        <message>
            <location filename="../../engine/conflicts.py" />
            <source>{author} wanted this box deleted while somebody else changed it.</source>
            <translation>{author} wollte diese Box löschen, während jemand anderes sie änderte.</translation>
        </message>
        <message>
            <location filename="../../engine/conflicts.py" />
            <source>{author} wanted this box so while somebody else changed it.</source>
            <translation>{author} wollte diese Box so, während jemand anderes sie änderte.</translation>
        </message>
    </context>
    <context>
        <name>ConfusionPage</name>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Classes shown</source>
            <translation>Gezeigte Klassen</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>The most confused</source>
            <translation>Am meisten verwechselte</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>All classes</source>
            <translation>Alle Klassen</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Predictions with a score of {score:.2f} or more, where F1 is best.</source>
            <translation>Vorhersagen mit einem Score ab {score:.2f}, wo F1 am besten ist.</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Darker: a larger share of the row. Click a cell to see its boxes.</source>
            <translation>Dunkler: ein größerer Anteil der Zeile. Ein Klick auf ein Feld zeigt dessen Boxen.</translation>
        </message>
    </context>
    <context>
        <name>ConfusionPlot</name>
        <message>
            <location filename="../../widgets/plots/confusion.py" />
            <source>Box</source>
            <translation>Box</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/confusion.py" />
            <source>Prediction</source>
            <translation>Vorhersage</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/confusion.py" />
            <source>Which classes are taken for which</source>
            <translation>Welche Klassen für welche gehalten werden</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/confusion.py" />
            <source>none</source>
            <translation>keine</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/confusion.py" />
            <source>{count:,} predictions of {predicted} where there is no box</source>
            <translation>{count:,} Vorhersagen von {predicted}, wo keine Box ist</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/confusion.py" />
            <source>{count:,} of {of:,} boxes of {box} without a prediction</source>
            <translation>{count:,} von {of:,} Boxen von {box} ohne Vorhersage</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/confusion.py" />
            <source>{count:,} of {of:,} boxes of {box} predicted as {predicted}</source>
            <translation>{count:,} von {of:,} Boxen von {box} als {predicted} vorhergesagt</translation>
        </message>
    </context>
    <context>
        <name>CountedChoice</name>
        <message>
            <location filename="../../widgets/queue/counted.py" />
            <source>{choice}, {count} flags</source>
            <translation>{choice}, {count} Hinweise</translation>
        </message>
    </context>
    <context>
        <name>CoursePage</name>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>No box was edited yet. The line grows with each edit.</source>
            <translation>Noch wurde keine Box bearbeitet. Die Linie wächst mit jeder Bearbeitung.</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>{count:,} steps, from {first:.4f} to {last:.4f}.</source>
            <translation>{count:,} Schritte, von {first:.4f} bis {last:.4f}.</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Click a step to see its boxes.</source>
            <translation>Ein Klick auf einen Schritt zeigt dessen Boxen.</translation>
        </message>
    </context>
    <context>
        <name>CoursePlot</name>
        <message>
            <location filename="../../widgets/plots/course.py" />
            <source>mAP</source>
            <translation>mAP</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/course.py" />
            <source>Steps that edited a box</source>
            <translation>Schritte, die eine Box bearbeitet haben</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/course.py" />
            <source>mAP over the course of the edits</source>
            <translation>mAP im Lauf der Bearbeitungen</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/course.py" />
            <source>Baseline: {ap:.4f}</source>
            <translation>Ausgangswert: {ap:.4f}</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/course.py" />
            <source>After step {step}: {ap:.4f} ({delta:+.4f})</source>
            <translation>Nach Schritt {step}: {ap:.4f} ({delta:+.4f})</translation>
        </message>
    </context>
    <context>
        <name>Crop</name>
        <message>
            <location filename="../../app/crops.py" />
            <source>The folder of the images is not known.</source>
            <translation>Der Ordner der Bilder ist nicht bekannt.</translation>
        </message>
        <message>
            <location filename="../../app/crops.py" />
            <source>The box lies outside of the image.</source>
            <translation>Die Box liegt außerhalb des Bildes.</translation>
        </message>
    </context>
    <context>
        <name>CurvesPage</name>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Class</source>
            <translation>Klasse</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>IoU threshold</source>
            <translation>IoU-Schwelle</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>All classes</source>
            <translation>Alle Klassen</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>IoU {iou:.2f}</source>
            <translation>IoU {iou:.2f}</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>This class has no boxes to be found.</source>
            <translation>Diese Klasse hat keine Boxen, die zu finden wären.</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>AP {ap:.4f}</source>
            <translation>AP {ap:.4f}</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>, baseline {ap:.4f}</source>
            <translation>, Ausgangswert {ap:.4f}</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Click a point to see what is wrong up to there, and what is not found.</source>
            <translation>Ein Klick auf einen Punkt zeigt, was bis dahin falsch ist und was nicht gefunden wird.</translation>
        </message>
    </context>
    <context>
        <name>CurvesPlot</name>
        <message>
            <location filename="../../widgets/plots/curves.py" />
            <source>Precision</source>
            <translation>Precision</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/curves.py" />
            <source>Recall</source>
            <translation>Recall</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/curves.py" />
            <source>Precision over recall</source>
            <translation>Precision über Recall</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/curves.py" />
            <source>Baseline</source>
            <translation>Ausgangswert</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/curves.py" />
            <source>Current</source>
            <translation>Jetzt</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/curves.py" />
            <source>Recall {recall:.2f}, precision {precision:.3f}</source>
            <translation>Recall {recall:.2f}, Precision {precision:.3f}</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/curves.py" />
            <source>, score {score:.2f} or more</source>
            <translation>, Score ab {score:.2f}</translation>
        </message>
    </context>
    <context>
        <name>Danger</name>
        <message>
            <location filename="../../engine/inference/trust.py" />
            <source>It needs operators that are not TFLite's own: {names}.</source>
            <translation>Es braucht Operatoren, die nicht zu TFLite gehören: {names}.</translation>
        </message>
        <message>
            <location filename="../../engine/inference/trust.py" />
            <source>The adapter {name} is a Python program.</source>
            <translation>Der Adapter {name} ist ein Python-Programm.</translation>
        </message>
        <message>
            <location filename="../../engine/inference/trust.py" />
            <source>A pickle runs whatever code it holds as soon as it is read.</source>
            <translation>Ein Pickle führt beim Lesen aus, was immer es an Code enthält.</translation>
        </message>
        <message>
            <location filename="../../engine/inference/trust.py" />
            <source>A model in HDF5 may hold layers whose code runs as soon as it is read.</source>
            <translation>Ein Modell in HDF5 kann Schichten enthalten, deren Code beim Lesen läuft.</translation>
        </message>
        <message>
            <location filename="../../engine/inference/trust.py" />
            <source>It holds Python code in Lambda layers: {names}.</source>
            <translation>Es enthält Python-Code in Lambda-Schichten: {names}.</translation>
        </message>
        <message>
            <location filename="../../engine/inference/trust.py" />
            <source>It is made with code that is not Keras's own: {names}.</source>
            <translation>Es wurde mit Code erstellt, der nicht zu Keras gehört: {names}.</translation>
        </message>
        <message>
            <location filename="../../engine/inference/trust.py" />
            <source>There are pickles in it: {names}.</source>
            <translation>Es enthält Pickles: {names}.</translation>
        </message>
        <message>
            <location filename="../../engine/inference/trust.py" />
            <source>What is in it cannot be told: {reason}.</source>
            <translation>Was darin ist, lässt sich nicht sagen: {reason}.</translation>
        </message>
        <message>
            <location filename="../../engine/inference/trust.py" />
            <source>It calls Python code: {names}.</source>
            <translation>Es ruft Python-Code auf: {names}.</translation>
        </message>
        <message>
            <location filename="../../engine/inference/trust.py" />
            <source>It can write files: {names}.</source>
            <translation>Es kann Dateien schreiben: {names}.</translation>
        </message>
        <message>
            <location filename="../../engine/inference/trust.py" />
            <source>It can read files: {names}.</source>
            <translation>Es kann Dateien lesen: {names}.</translation>
        </message>
        <message>
            <location filename="../../engine/inference/trust.py" />
            <source>It can connect to other computers: {names}.</source>
            <translation>Es kann sich mit anderen Rechnern verbinden: {names}.</translation>
        </message>
        <message>
            <location filename="../../engine/inference/trust.py" />
            <source>It needs operations that are not TensorFlow's own: {names}.</source>
            <translation>Es braucht Operationen, die nicht zu TensorFlow gehören: {names}.</translation>
        </message>
    </context>
    <context>
        <name>DayBars</name>
        <message>
            <location filename="../../widgets/dialogs/headway.py" />
            <source>Images reviewed by day</source>
            <translation>Geprüfte Bilder je Tag</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/headway.py" />
            <source>{day}: {steps} steps, images: {reviewed} reviewed, {approved} approved, {returned} returned</source>
            <translation>{day}: {steps} Schritte, Bilder: {reviewed} geprüft, {approved} freigegeben, {returned} zurückgegeben</translation>
        </message>
    </context>
    <context>
        <name>DeltasPage</name>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Change of AP of each class</source>
            <translation>Änderung der AP jeder Klasse</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Change of AP</source>
            <translation>Änderung der AP</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>No class has changed yet. Bars appear as boxes are corrected.</source>
            <translation>Noch hat sich keine Klasse geändert. Balken erscheinen, wenn Boxen berichtigt werden.</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>{name}: AP {before:.4f} → {now:.4f}</source>
            <translation>{name}: AP {before:.4f} → {now:.4f}</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>{changed} of {of} classes changed.</source>
            <translation>{changed} von {of} Klassen haben sich geändert.</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Click a bar to see the boxes of the class that were edited.</source>
            <translation>Ein Klick auf einen Balken zeigt die bearbeiteten Boxen der Klasse.</translation>
        </message>
    </context>
    <context>
        <name>Detail</name>
        <message>
            <location filename="../../widgets/findings/detail.py" />
            <source>{word} ({percent:.0%} sure).</source>
            <translation>{word} (zu {percent:.0%} sicher).</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/detail.py" />
            <source>Cannot be priced.</source>
            <translation>Der Preis lässt sich nicht bestimmen.</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/detail.py" />
            <source>Without it: {price} mAP.</source>
            <translation>Ohne das: {price} mAP.</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/detail.py" />
            <source>Without it: {price} mAP; with 95 % certainty {interval}.</source>
            <translation>Ohne das: {price} mAP; mit 95 % Sicherheit {interval}.</translation>
        </message>
    </context>
    <context>
        <name>DeviceLabel</name>
        <message>
            <location filename="../../widgets/runs/device_label.py" />
            <source>Models run on {device}</source>
            <translation>Modelle laufen auf {device}</translation>
        </message>
    </context>
    <context>
        <name>Diagnose</name>
        <message>
            <location filename="../../engine/diagnose/admit.py" />
            <source>{reason}</source>
            <translation>{reason}</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/amount.py" />
            <source>Without predictions nobody can tell which classes have too few boxes.</source>
            <translation>Ohne Vorhersagen lässt sich nicht sagen, welche Klassen zu wenige Boxen haben.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/amount.py" />
            <source>in the training set</source>
            <translation>im Trainingsdatensatz</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/amount.py" />
            <source>among these labels</source>
            <translation>unter diesen Labels</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/amount.py" />
            <source>Starved: {classes}. With {count:,} boxes at most {where}, where the middle class has {middle:,.0f}, they are found worse than the others. Found as well, mAP would be {price:.4f} higher.</source>
            <translation>Ausgehungert: {classes}. Mit höchstens {count:,} Boxen {where}, wo die mittlere Klasse {middle:,.0f} hat, werden sie schlechter gefunden als die anderen. Würden sie ebenso gut gefunden, wäre die mAP um {price:.4f} höher.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/amount.py" />
            <source>Collect and label images with {classes}: {count:,} boxes make up for the middle class.</source>
            <translation>Bilder mit {classes} sammeln und labeln: {count:,} Boxen fehlen zur mittleren Klasse.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/amount.py" />
            <source>Until then draw their images more often: boxwright balance DATASET --output DIR.</source>
            <translation>Bis dahin ihre Bilder öfter ziehen: boxwright balance DATENSATZ --output ORDNER.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/amount.py" />
            <source>Too little data, perhaps: from class to class twice the boxes go with an AP that is {slope:.3f} higher ({low:.3f} to {high:.3f}). Twice the data might bring as much, if classes differ in nothing else.</source>
            <translation>Vielleicht zu wenige Daten: von Klasse zu Klasse gehen doppelt so viele Boxen mit einer um {slope:.3f} höheren AP einher ({low:.3f} bis {high:.3f}). Doppelt so viele Daten könnten ebenso viel bringen, sofern sich die Klassen sonst in nichts unterscheiden.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/amount.py" />
            <source>Train once on half of the images: what that costs is about what twice as many would bring.</source>
            <translation>Einmal auf der Hälfte der Bilder trainieren: Was das kostet, brächten doppelt so viele ungefähr ein.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/amount.py" />
            <source>AP of each class over its boxes</source>
            <translation>AP jeder Klasse über der Zahl ihrer Boxen</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/amount.py" />
            <source>doublings of one box</source>
            <translation>Verdopplungen einer Box</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/amount.py" />
            <source>learning curve</source>
            <translation>Lernkurve</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/amount.py" />
            <source>How well these classes are found cannot be told: {classes}. AP was measured on {count:,} boxes at most, and its 95 % interval is wider than {width}.</source>
            <translation>Wie gut diese Klassen gefunden werden, lässt sich nicht sagen: {classes}. Die AP wurde an höchstens {count:,} Boxen gemessen, und ihr 95-%-Intervall ist breiter als {width}.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/augmentation_settings.py" />
            <source>{kind} turns the classes {names} into each other's mirror image and leaves their label: {share:.0%} of the boxes are learned with a wrong class half of the time.</source>
            <translation>{kind} macht aus den Klassen {names} ihr Spiegelbild und lässt ihr Label, wie es ist: {share:.0%} der Boxen werden jedes zweite Mal mit einer falschen Klasse gelernt.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/augmentation_settings.py" />
            <source>Take this augmentation out, or let it exchange the classes.</source>
            <translation>Diese Augmentierung weglassen oder sie die Klassen tauschen lassen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/augmentation_settings.py" />
            <source>{kind} drops boxes of which less than {threshold:.0%} is left: {share:.0%} of the boxes, though they can still be seen, are learned as background.</source>
            <translation>{kind} verwirft Boxen, von denen weniger als {threshold:.0%} übrig ist: {share:.0%} der Boxen werden als Hintergrund gelernt, obwohl sie noch zu sehen sind.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/augmentation_settings.py" />
            <source>{kind} keeps whatever is left of a box: {share:.0%} of the boxes become slivers of which less than a tenth can be seen.</source>
            <translation>{kind} behält, was immer von einer Box übrig ist: {share:.0%} der Boxen werden zu Splittern, von denen weniger als ein Zehntel zu sehen ist.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/augmentation_settings.py" />
            <source>Keep a box while 30 % of it are left.</source>
            <translation>Eine Box behalten, solange 30 % von ihr übrig sind.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/augmentation_settings.py" />
            <source>random_jitter_boxes moves every corner by up to {ratio:.0%} of the box: the model cannot learn where boxes end.</source>
            <translation>random_jitter_boxes verschiebt jede Ecke um bis zu {ratio:.0%} der Box: Wo Boxen enden, kann das Modell nicht lernen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/augmentation_settings.py" />
            <source>Move corners by 5 % at most.</source>
            <translation>Ecken um höchstens 5 % verschieben.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/better_anchors.py" />
            <source>With these lines of {kind} anchors have an IoU of {iou:g} with {share:.0%} of the boxes.</source>
            <translation>Mit diesen Zeilen von {kind} haben Anker eine IoU von {iou:g} mit {share:.0%} der Boxen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/better_anchors.py" />
            <source>And this one.</source>
            <translation>Und diese.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/bias.py" />
            <source>There are no image files: light, colour, sharpness and cameras are not known.</source>
            <translation>Es gibt keine Bilddateien: Licht, Farbe, Schärfe und Kameras sind nicht bekannt.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/bias.py" />
            <source>There are no files of the training images to hold against these.</source>
            <translation>Von den Trainingsbildern gibt es keine Dateien, mit denen diese zu vergleichen wären.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/bias.py" />
            <source>The training set is not given, so that nothing tells whether it is alike.</source>
            <translation>Die Trainingsdaten sind nicht angegeben; nichts sagt, ob sie ähnlich sind.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/class_settings.py" />
            <source>The label map numbers its classes from {lowest}, but 0 is the background: boxes of {name} are not learned.</source>
            <translation>Die Label-Map zählt ihre Klassen ab {lowest}, aber 0 ist der Hintergrund: Boxen von {name} werden nicht gelernt.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/class_settings.py" />
            <source>Number all classes from 1, here and in the records.</source>
            <translation>Alle Klassen ab 1 zählen, hier und in den Records.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/class_settings.py" />
            <source>The label map leaves out number {gap}: numbers have to run from 1 without a gap.</source>
            <translation>Die Label-Map lässt die Nummer {gap} aus: Nummern müssen ab 1 lückenlos sein.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/class_settings.py" />
            <source>The label map does not know {count} classes of the data ({names}): {share:.0%} of the boxes are not learned.</source>
            <translation>Die Label-Map kennt {count} Klassen der Daten nicht ({names}): {share:.0%} der Boxen werden nicht gelernt.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/class_settings.py" />
            <source>Write the names in {path} exactly as in the data.</source>
            <translation>Die Namen in {path} genau so schreiben wie in den Daten.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/class_settings.py" />
            <source>num_classes is {value:.0f}, but there are {needed} classes: the last ones can never be predicted.</source>
            <translation>num_classes ist {value:.0f}, aber es gibt {needed} Klassen: Die letzten können nie vorhergesagt werden.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/class_settings.py" />
            <source>Set it to the number of classes.</source>
            <translation>Auf die Zahl der Klassen setzen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/class_settings.py" />
            <source>num_classes is {value:.0f}, but there are only {needed} classes: the others are learned for nothing.</source>
            <translation>num_classes ist {value:.0f}, aber es gibt nur {needed} Klassen: Die anderen werden umsonst gelernt.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/conditions.py" />
            <source>images of the camera {name}</source>
            <translation>Bilder der Kamera {name}</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/conditions.py" />
            <source>images taken {time}</source>
            <translation>{time} aufgenommene Bilder</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/conditions.py" />
            <source>boxes of {name}</source>
            <translation>Boxen von {name}</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/conditions.py" />
            <source>boxes at the edge of the image</source>
            <translation>Boxen am Rand des Bildes</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/conditions.py" />
            <source>the smallest images</source>
            <translation>die kleinsten Bilder</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/conditions.py" />
            <source>the largest images</source>
            <translation>die größten Bilder</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/conditions.py" />
            <source>the darkest images</source>
            <translation>die dunkelsten Bilder</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/conditions.py" />
            <source>the brightest images</source>
            <translation>die hellsten Bilder</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/conditions.py" />
            <source>images of the least contrast</source>
            <translation>die kontrastärmsten Bilder</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/conditions.py" />
            <source>images of the most contrast</source>
            <translation>die kontrastreichsten Bilder</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/conditions.py" />
            <source>the most blurred images</source>
            <translation>die unschärfsten Bilder</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/conditions.py" />
            <source>the images of the finest detail</source>
            <translation>die Bilder mit den feinsten Einzelheiten</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/conditions.py" />
            <source>the palest images</source>
            <translation>die blassesten Bilder</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/conditions.py" />
            <source>the most colourful images</source>
            <translation>die farbigsten Bilder</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/conditions.py" />
            <source>the bluest images</source>
            <translation>die bläulichsten Bilder</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/conditions.py" />
            <source>the reddest images</source>
            <translation>die rötlichsten Bilder</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/conditions.py" />
            <source>the smallest boxes</source>
            <translation>die kleinsten Boxen</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/conditions.py" />
            <source>the largest boxes</source>
            <translation>die größten Boxen</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/conditions.py" />
            <source>the narrowest boxes</source>
            <translation>die schmalsten Boxen</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/conditions.py" />
            <source>the widest boxes</source>
            <translation>die breitesten Boxen</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/conditions.py" />
            <source>boxes at the left</source>
            <translation>Boxen links</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/conditions.py" />
            <source>boxes at the right</source>
            <translation>Boxen rechts</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/conditions.py" />
            <source>boxes at the top</source>
            <translation>Boxen oben</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/conditions.py" />
            <source>boxes at the bottom</source>
            <translation>Boxen unten</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/configuration.py" />
            <source>There is no configuration of the training at hand.</source>
            <translation>Es liegt keine Konfiguration des Trainings vor.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/configuration.py" />
            <source>{name} in line {number} was never filled in: it still says {value}.</source>
            <translation>{name} in Zeile {number} wurde nie ausgefüllt: Dort steht noch {value}.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/configuration.py" />
            <source>Write the path of the file.</source>
            <translation>Den Pfad der Datei hineinschreiben.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/configuration.py" />
            <source>The evaluation during training reads what is trained on ({value}): its mAP is of images that the model knows by heart, and overfitting cannot be seen.</source>
            <translation>Die Auswertung während des Trainings liest, womit trainiert wird ({value}): Ihre mAP ist die von Bildern, die das Modell auswendig kennt, und Überanpassung ist nicht zu sehen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/configuration.py" />
            <source>Name the file of the evaluation images.</source>
            <translation>Die Datei mit den Bildern zur Auswertung nennen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/configuration.py" />
            <source>There is no fine_tune_checkpoint: the model is trained from nothing.</source>
            <translation>Es gibt keinen fine_tune_checkpoint: Das Modell wird von null an trainiert.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/configuration.py" />
            <source>Start from a checkpoint of the model zoo.</source>
            <translation>Mit einem Checkpoint aus dem Model Zoo beginnen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/configuration.py" />
            <source>The fine_tune_checkpoint is not there: {value}.</source>
            <translation>Den fine_tune_checkpoint gibt es nicht: {value}.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/configuration.py" />
            <source>Name the checkpoint without its ending, as in …/checkpoint/ckpt-0 for ckpt-0.index.</source>
            <translation>Den Checkpoint ohne Endung nennen, etwa …/checkpoint/ckpt-0 für ckpt-0.index.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/configuration.py" />
            <source>The checkpoint looks like a detector's ({value}), but fine_tune_checkpoint_type is classification: only its backbone is taken, or nothing.</source>
            <translation>Der Checkpoint sieht nach dem eines Detektors aus ({value}), aber fine_tune_checkpoint_type ist classification: Nur sein Backbone wird übernommen, oder nichts.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/configuration.py" />
            <source>The checkpoint looks like a classifier's ({value}), but fine_tune_checkpoint_type is detection: it does not fit, or nothing of it is taken.</source>
            <translation>Der Checkpoint sieht nach dem eines Klassifikators aus ({value}), aber fine_tune_checkpoint_type ist detection: Er passt nicht, oder nichts von ihm wird übernommen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/configuration.py" />
            <source>Take the checkpoint as what it is.</source>
            <translation>Den Checkpoint als das nehmen, was er ist.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/cut.py" />
            <source>Cut at a score: no prediction scores less than {low:.2f}, though many are just above it. About {lost:.0%} of the boxes would be found below, which is worth about {price:.3f} of mAP.</source>
            <translation>An einem Score abgeschnitten: Keine Vorhersage hat weniger als {low:.2f}, obwohl viele knapp darüber liegen. Etwa {lost:.0%} der Boxen würden darunter gefunden, was etwa {price:.3f} mAP wert ist.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/cut.py" />
            <source>Run the model again with a score_threshold of 0.001 or less: low scores do mAP no harm.</source>
            <translation>Das Modell mit einem score_threshold von höchstens 0.001 noch einmal laufen lassen: Niedrige Scores schaden der mAP nicht.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/embedding.py" />
            <source>No features of a model are at hand by which images could be compared.</source>
            <translation>Es liegen keine Merkmale eines Modells vor, mit denen Bilder zu vergleichen wären.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/embedding.py" />
            <source>Images are not compared by a model's features: {reason}</source>
            <translation>Bilder sind nicht über Merkmale eines Modells verglichen: {reason}</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/embedding.py" />
            <source>There are too few files of images, here or of the training set, to compare by a model's features.</source>
            <translation>Hier oder von den Trainingsdaten liegen zu wenige Bilddateien vor, um über Merkmale eines Modells zu vergleichen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/embedding.py" />
            <source>To the model these images are not like those of the training set, most of all {name}: by its features ({source}) the two are told apart, and their distributions are {effect:.2f} of 1 apart.</source>
            <translation>Für das Modell sind diese Bilder nicht wie die Trainingsdaten, am wenigsten {name}: An seinen Merkmalen ({source}) sind beide zu unterscheiden; die Verteilungen liegen {effect:.2f} von 1 auseinander.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/embedding.py" />
            <source>What a model trained on images like these would reach, only training it would tell.</source>
            <translation>Was ein mit solchen Bildern trainiertes Modell erreichte, zeigt nur das Training.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/embedding.py" />
            <source>Add images like those it is measured on to the training set.</source>
            <translation>Bilder wie die, an denen gemessen wird, in die Trainingsdaten aufnehmen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/embedding.py" />
            <source>training set</source>
            <translation>Trainingsdaten</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/embedding.py" />
            <source>here</source>
            <translation>hier</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/embedding.py" />
            <source>What tells the images apart</source>
            <translation>Was die Bilder unterscheidet</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/embedding.py" />
            <source>0: as in the training set, 1: as here</source>
            <translation>0: wie in den Trainingsdaten, 1: wie hier</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/embedding.py" />
            <source>share</source>
            <translation>Anteil</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/errors.py" />
            <source>found, and called by another class</source>
            <translation>gefunden, aber mit einer anderen Klasse benannt</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/errors.py" />
            <source>found, with a box that fits badly</source>
            <translation>gefunden, aber mit einer Box, die schlecht passt</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/errors.py" />
            <source>of another class, with a box that fits badly</source>
            <translation>von einer anderen Klasse, mit einer Box, die schlecht passt</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/errors.py" />
            <source>found more than once</source>
            <translation>mehr als einmal gefunden</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/errors.py" />
            <source>seen where no label is</source>
            <translation>gesehen, wo kein Label ist</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/errors.py" />
            <source>not found at all</source>
            <translation>gar nicht gefunden</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/errors.py" />
            <source>There are no predictions whose errors could be told.</source>
            <translation>Es gibt keine Vorhersagen, deren Fehler sich unterscheiden ließen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/errors.py" />
            <source>{kind}: {count:,} objects are {meaning}. Without that mAP would be {price:.4f} higher.</source>
            <translation>{kind}: {count:,} Objekte sind {meaning}. Ohne das wäre mAP um {price:.4f} höher.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/errors.py" />
            <source>See them: click their bar in the plot of errors.</source>
            <translation>Ansehen: auf ihren Balken im Diagramm der Fehler klicken.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/errors.py" />
            <source>Where these errors are</source>
            <translation>Wo diese Fehler sind</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/errors.py" />
            <source>errors</source>
            <translation>Fehler</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/errors.py" />
            <source>small</source>
            <translation>klein</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/errors.py" />
            <source>medium</source>
            <translation>mittel</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/errors.py" />
            <source>large</source>
            <translation>groß</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/facts.py" />
            <source>What another setting would give only another training can tell.</source>
            <translation>Was eine andere Einstellung brächte, sagt erst ein weiteres Training.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/fit.py" />
            <source>Without a pipeline.config nobody knows the model's input, anchors and limits.</source>
            <translation>Ohne eine pipeline.config sind Eingabe, Anker und Grenzen des Modells nicht bekannt.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/fit.py" />
            <source>Too small for the model: {count:,} boxes ({share:.0%}) are smaller in its input than one cell of its finest feature map, {step:g} pixels. Over all other boxes mAP is {price:.4f} higher.</source>
            <translation>Zu klein für das Modell: {count:,} Boxen ({share:.0%}) sind in seiner Eingabe kleiner als eine Zelle seiner feinsten Merkmalskarte, {step:g} Pixel. Über alle anderen Boxen ist die mAP um {price:.4f} höher.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/fit.py" />
            <source>Boxes by their side in the model's input</source>
            <translation>Boxen nach ihrer Seite in der Eingabe des Modells</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/fit.py" />
            <source>side in pixels of the input</source>
            <translation>Seite in Pixeln der Eingabe</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/fit.py" />
            <source>one cell</source>
            <translation>eine Zelle</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/fit.py" />
            <source>Give the model an input {times:.1f} times as large, or cut images into tiles of that size.</source>
            <translation>Dem Modell eine {times:.1f}-mal so große Eingabe geben, oder die Bilder in Kacheln dieser Größe schneiden.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/fit.py" />
            <source>Anchors do not fit: {count:,} boxes ({share:.0%}) have no anchor with an IoU of {iou:g} or more. Over all other boxes mAP is {price:.4f} higher.</source>
            <translation>Anker passen nicht: {count:,} Boxen ({share:.0%}) haben keinen Anker mit einer IoU von mindestens {iou:g}. Über alle anderen Boxen ist die mAP um {price:.4f} höher.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/fit.py" />
            <source>Boxes by the IoU of their best anchor</source>
            <translation>Boxen nach der IoU ihres besten Ankers</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/fit.py" />
            <source>best IoU</source>
            <translation>beste IoU</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/fit.py" />
            <source>covered from here on</source>
            <translation>ab hier abgedeckt</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/fit.py" />
            <source>Anchors of these shapes have an IoU of {iou:g} with {share:.0%} of the boxes, in pixels of the input: {anchors}; aspect ratios {ratios}.</source>
            <translation>Anker dieser Formen haben mit {share:.0%} der Boxen eine IoU von {iou:g}, in Pixeln der Eingabe: {anchors}; Seitenverhältnisse {ratios}.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/fit.py" />
            <source>Resized out of shape: {share:.0%} of the images are stretched by more than {limit:g} to fit {width} x {height} pixels, the middle one by {middle:.2f}.</source>
            <translation>Verzerrt: {share:.0%} der Bilder werden um mehr als das {limit:g}-Fache gestreckt, um in {width} x {height} Pixel zu passen, das mittlere um das {middle:.2f}-Fache.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/fit.py" />
            <source>Only training again without stretching would tell.</source>
            <translation>Das zeigte nur ein neues Training ohne Verzerrung.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/fit.py" />
            <source>Use keep_aspect_ratio_resizer, or an input of the images' own shape, and train again.</source>
            <translation>keep_aspect_ratio_resizer oder eine Eingabe von der Form der Bilder verwenden und neu trainieren.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/imbalance.py" />
            <source>Without predictions no class can be called neglected.</source>
            <translation>Ohne Vorhersagen lässt sich keine Klasse vernachlässigt nennen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/imbalance.py" />
            <source>Imbalance: the most common class has {ratio:,.0f} times the boxes of the rarest. Found worse than common classes: {classes}.</source>
            <translation>Ungleichgewicht: Die häufigste Klasse hat {ratio:,.0f}-mal so viele Boxen wie die seltenste. Schlechter gefunden als häufige Klassen: {classes}.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/imbalance.py" />
            <source>Imbalance: the most common class has {ratio:,.0f} times the boxes of the rarest, and AP goes with their number (rank correlation {rho:+.2f}, p {p:.3f}). Found worse than common classes: {classes}.</source>
            <translation>Ungleichgewicht: Die häufigste Klasse hat {ratio:,.0f}-mal so viele Boxen wie die seltenste, und die AP geht mit ihrer Zahl (Rangkorrelation {rho:+.2f}, p {p:.3f}). Schlechter gefunden als häufige Klassen: {classes}.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/imbalance.py" />
            <source>What weights and repeats bring, and take from other classes, only training again tells.</source>
            <translation>Was Gewichte und Wiederholungen bringen und anderen Klassen nehmen, zeigt nur ein neues Training.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/imbalance.py" />
            <source>Write class weights and how often to draw each image, with the lines of Keras that use them: boxwright balance DATASET --output DIR.</source>
            <translation>Klassengewichte schreiben und wie oft jedes Bild zu ziehen ist, mit den Zeilen Keras, die sie verwenden: boxwright balance DATENSATZ --output ORDNER.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/labels.py" />
            <source>Without predictions no label has a price.</source>
            <translation>Ohne Vorhersagen hat kein Label einen Preis.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/labels.py" />
            <source>{kind}: 1 label is more likely wrong than right. With its suggestion accepted mAP would be {price:.4f} higher.</source>
            <translation>{kind}: 1 Label ist eher falsch als richtig. Wäre sein Vorschlag angenommen, wäre die mAP um {price:.4f} höher.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/labels.py" />
            <source>Review this flag.</source>
            <translation>Diesen Hinweis prüfen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/labels.py" />
            <source>{kind}: {count:,} labels are more likely wrong than right. With their suggestions accepted mAP would be {price:.4f} higher.</source>
            <translation>{kind}: {count:,} Labels sind eher falsch als richtig. Mit den Vorschlägen dafür wäre mAP um {price:.4f} höher.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/labels.py" />
            <source>Review these {count:,} flags, the one that is worth most first.</source>
            <translation>Diese {count:,} Hinweise prüfen, den wertvollsten zuerst.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/labels.py" />
            <source>AP that each class would gain</source>
            <translation>AP, die jede Klasse gewönne</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/labels.py" />
            <source>change of AP</source>
            <translation>Änderung der AP</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/leakage.py" />
            <source>See which they are, and take them out of one of the splits.</source>
            <translation>Ansehen, welche es sind, und sie aus einem der Teile nehmen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/leakage.py" />
            <source>Take them out of the training set, and train anew; or measure without them.</source>
            <translation>Sie aus den Trainingsdaten nehmen und neu trainieren; oder ohne sie messen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/leakage.py" />
            <source>Such images make mAP look better than it is, not worse.</source>
            <translation>Solche Bilder lassen mAP besser aussehen, als sie ist, nicht schlechter.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/leakage.py" />
            <source>{count:,} of {total:,} images that were looked at are training images too, such as {name}: mAP says little of new images.</source>
            <translation>{count:,} von {total:,} angesehenen Bildern sind auch Trainingsbilder, etwa {name}: mAP sagt wenig über neue Bilder.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/leakage.py" />
            <source>{count:,} of {total:,} images that were looked at are training images too, such as {name}: mAP says little of new images. Without them it is {ap:.4f}.</source>
            <translation>{count:,} von {total:,} angesehenen Bildern sind auch Trainingsbilder, etwa {name}: mAP sagt wenig über neue Bilder. Ohne sie ist sie {ap:.4f}.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/learning_rate.py" />
            <source>The learning rate was not logged.</source>
            <translation>Die Lernrate wurde nicht aufgezeichnet.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/learning_rate.py" />
            <source>What another learning rate would give cannot be told.</source>
            <translation>Was eine andere Lernrate brächte, lässt sich nicht sagen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/learning_rate.py" />
            <source>Learning rate over the training</source>
            <translation>Lernrate im Training</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/learning_rate.py" />
            <source>step</source>
            <translation>Schritt</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/learning_rate.py" />
            <source>learning rate</source>
            <translation>Lernrate</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/learning_rate.py" />
            <source>The model does not learn: in {steps:,} steps the loss only went from {start:.4g} to {end:.4g}.</source>
            <translation>Das Modell lernt nicht: In {steps:,} Schritten ging der Loss nur von {start:.4g} auf {end:.4g}.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/learning_rate.py" />
            <source>Try to overfit ten images first: if that fails too, labels, input or learning rate are wrong.</source>
            <translation>Erst versuchen, zehn Bilder auswendig lernen zu lassen: Geht auch das nicht, stimmen Labels, Eingabe oder Lernrate nicht.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/learning_rate.py" />
            <source>flat from here</source>
            <translation>flach von hier an</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/learning_rate.py" />
            <source>The loss is on a plateau: it has hardly fallen since step {step:,}, and the learning rate never decayed.</source>
            <translation>Der Loss ist auf einem Plateau: Seit Schritt {step:,} ist er kaum gefallen, und die Lernrate sank nie.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/learning_rate.py" />
            <source>Lower the learning rate to a tenth from step {step:,} on.</source>
            <translation>Die Lernrate ab Schritt {step:,} auf ein Zehntel senken.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/learning_rate.py" />
            <source>plateau begins</source>
            <translation>Plateau beginnt</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/learning_rate.py" />
            <source>The learning rate never decayed: it ends at {end:.3g}, and its peak was {peak:.3g}.</source>
            <translation>Die Lernrate sank nie: Am Ende ist sie {end:.3g}, ihr Höchstwert war {peak:.3g}.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/learning_rate.py" />
            <source>Let it decay to zero over all steps, by a cosine.</source>
            <translation>Sie über alle Schritte auf null sinken lassen, als Kosinus.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/learning_rate.py" />
            <source>still high</source>
            <translation>noch hoch</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/learning_rate.py" />
            <source>The learning rate decayed too early: at step {step:,} of {last:,}, while the loss was still falling.</source>
            <translation>Die Lernrate sank zu früh: bei Schritt {step:,} von {last:,}, als der Loss noch fiel.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/learning_rate.py" />
            <source>Let it decay over all {last:,} steps.</source>
            <translation>Sie über alle {last:,} Schritte sinken lassen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/learning_rate.py" />
            <source>gone from here</source>
            <translation>weg von hier an</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/learning_rate.py" />
            <source>There is no warm-up: the learning rate is at its peak from the first step, and the loss shoots up from {start:.4g} to {peak:.4g} at step {step:,}.</source>
            <translation>Es gibt kein Warm-up: Die Lernrate hat vom ersten Schritt an ihren Höchstwert, und der Loss schießt von {start:.4g} auf {peak:.4g} bei Schritt {step:,}.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/learning_rate.py" />
            <source>Let the learning rate rise over the first {steps:,} steps.</source>
            <translation>Die Lernrate über die ersten {steps:,} Schritte steigen lassen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/learning_rate.py" />
            <source>shoots up</source>
            <translation>schießt hoch</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/limit_settings.py" />
            <source>{name} is {limit}, but images hold up to {most} boxes: in {images:,} images the model cannot put out enough, and at least {share:.1%} of all boxes are missed.</source>
            <translation>{name} ist {limit}, aber Bilder haben bis zu {most} Boxen: In {images:,} Bildern kann das Modell nicht genug ausgeben, und mindestens {share:.1%} aller Boxen werden verfehlt.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/limit_settings.py" />
            <source>{name} is {limit}, but images hold up to {most} boxes: in {images:,} images the rest is cut off, and {share:.1%} of all boxes are learned as background.</source>
            <translation>{name} ist {limit}, aber Bilder haben bis zu {most} Boxen: In {images:,} Bildern fällt der Rest weg, und {share:.1%} aller Boxen werden als Hintergrund gelernt.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/limit_settings.py" />
            <source>Set {name} above the fullest image.</source>
            <translation>{name} über das vollste Bild setzen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/measures.py" />
            <source>Brightness of the images</source>
            <translation>Helligkeit der Bilder</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/measures.py" />
            <source>Contrast of the images</source>
            <translation>Kontrast der Bilder</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/measures.py" />
            <source>Sharpness of the images</source>
            <translation>Schärfe der Bilder</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/measures.py" />
            <source>Saturation of colours</source>
            <translation>Sättigung der Farben</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/measures.py" />
            <source>Red against blue in the images</source>
            <translation>Rot gegen Blau in den Bildern</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/measures.py" />
            <source>Size of the boxes in their images</source>
            <translation>Größe der Boxen in ihren Bildern</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/measures.py" />
            <source>Width of the boxes by their height</source>
            <translation>Breite der Boxen zu ihrer Höhe</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/measures.py" />
            <source>Place of the boxes from left to right</source>
            <translation>Ort der Boxen von links nach rechts</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/measures.py" />
            <source>Place of the boxes from top to bottom</source>
            <translation>Ort der Boxen von oben nach unten</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/measures.py" />
            <source>Boxes on an image</source>
            <translation>Boxen auf einem Bild</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/measures.py" />
            <source>Longer side of the images</source>
            <translation>Längere Seite der Bilder</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/measures.py" />
            <source>Width of the images by their height</source>
            <translation>Breite der Bilder zu ihrer Höhe</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/measures.py" />
            <source>Mix of classes</source>
            <translation>Mischung der Klassen</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/measures.py" />
            <source>at night</source>
            <translation>nachts</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/measures.py" />
            <source>in the morning</source>
            <translation>morgens</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/measures.py" />
            <source>in the afternoon</source>
            <translation>nachmittags</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/measures.py" />
            <source>in the evening</source>
            <translation>abends</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/measures.py" />
            <source>Cameras</source>
            <translation>Kameras</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/measures.py" />
            <source>Time of day</source>
            <translation>Tageszeit</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/over_time.py" />
            <source>A learning curve takes {least} evaluations of models that learned from different amounts, the most twice the least at least; there are {count}.</source>
            <translation>Eine Lernkurve braucht {least} Auswertungen von Modellen, die aus verschieden viel gelernt haben, das meiste mindestens doppelt so viel wie das wenigste; vorhanden sind {count}.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/over_time.py" />
            <source>Too little data: by {count} models that learned from {least:,.0f} to {most:,.0f}, twice the data brings {slope:.3f} of mAP ({low:.3f} to {high:.3f}), and did so up to the last.</source>
            <translation>Zu wenige Daten: Nach {count} Modellen, die aus {least:,.0f} bis {most:,.0f} gelernt haben, bringen doppelt so viele Daten {slope:.3f} mAP ({low:.3f} bis {high:.3f}), und zwar bis zuletzt.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/over_time.py" />
            <source>Collect and label as much again: {count:,.0f} more.</source>
            <translation>Noch einmal so viel sammeln und annotieren: {count:,.0f} mehr.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/over_time.py" />
            <source>mAP over the data that models learned from</source>
            <translation>mAP über den Daten, aus denen Modelle gelernt haben</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/over_time.py" />
            <source>doublings of one</source>
            <translation>Verdopplungen von eins</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/over_time.py" />
            <source>measured</source>
            <translation>gemessen</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/priced.py" />
            <source>boxes</source>
            <translation>Boxen</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/put_out.py" />
            <source>The configuration puts out {limit:,} boxes an image and there are {most:,} on one: these predictions were made with another, so that its limits were not looked at.</source>
            <translation>Die Konfiguration gibt {limit:,} Boxen je Bild aus, und auf einem sind es {most:,}: Diese Vorhersagen entstanden mit einer anderen, deshalb wurden ihre Grenzen nicht geprüft.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/put_out.py" />
            <source>More objects than the model puts out: {images:,} images have more than {limit:,} boxes, {total:,} boxes too many. Without those mAP is {price:.4f} higher.</source>
            <translation>Mehr Objekte, als das Modell ausgibt: {images:,} Bilder haben mehr als {limit:,} Boxen, {total:,} Boxen zu viel. Ohne diese ist die mAP um {price:.4f} höher.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/put_out.py" />
            <source>Set max_total_detections and max_detections_per_class to {count:,} or more, and export the model again.</source>
            <translation>max_total_detections und max_detections_per_class auf mindestens {count:,} setzen und das Modell neu exportieren.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/put_out.py" />
            <source>Suppression eats neighbours: {pairs:,} pairs of boxes of one class overlap by more than {limit:g}, where only one prediction stays, and {count:,} of these boxes are missed. Without those mAP is {price:.4f} higher.</source>
            <translation>Die Unterdrückung schluckt Nachbarn: {pairs:,} Paare von Boxen einer Klasse überlappen sich um mehr als {limit:g}, wo nur eine Vorhersage bleibt, und {count:,} dieser Boxen fehlen. Ohne diese ist die mAP um {price:.4f} höher.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/put_out.py" />
            <source>Set iou_threshold of batch_non_max_suppression to {iou:.2f}, which nine in ten of these pairs survive.</source>
            <translation>iou_threshold von batch_non_max_suppression auf {iou:.2f} setzen, was neun von zehn dieser Paare überstehen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/rate_settings.py" />
            <source>The learning rate of {peak:.3g} is too high for {optimizer} with a batch of {batch}; about {better:.2g} is usual.</source>
            <translation>Die Lernrate von {peak:.3g} ist zu hoch für {optimizer} mit einem Batch von {batch}; üblich ist etwa {better:.2g}.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/rate_settings.py" />
            <source>The learning rate of {peak:.3g} is too low for {optimizer} with a batch of {batch}; about {better:.2g} is usual.</source>
            <translation>Die Lernrate von {peak:.3g} ist zu niedrig für {optimizer} mit einem Batch von {batch}; üblich ist etwa {better:.2g}.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/rate_settings.py" />
            <source>Scale the learning rate with the batch.</source>
            <translation>Die Lernrate im Verhältnis zum Batch wählen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/rate_settings.py" />
            <source>Let the warm-up begin below it.</source>
            <translation>Das Warm-up darunter beginnen lassen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/rate_settings.py" />
            <source>The learning rate is constant over all {steps:,} steps.</source>
            <translation>Die Lernrate bleibt über alle {steps:,} Schritte gleich.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/rate_settings.py" />
            <source>Let it decay over all steps.</source>
            <translation>Sie über alle Schritte sinken lassen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/rate_settings.py" />
            <source>The learning rate is zero from step {decay:,} on, but the training has {steps:,}: the rest is for nothing.</source>
            <translation>Die Lernrate ist ab Schritt {decay:,} null, aber das Training hat {steps:,}: Der Rest ist umsonst.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/rate_settings.py" />
            <source>The learning rate decays over {decay:,} steps, but the training ends after {steps:,}, with {left:.0%} of the rate still left.</source>
            <translation>Die Lernrate sinkt über {decay:,} Schritte, aber das Training endet nach {steps:,}, mit {left:.0%} der Rate noch übrig.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/rate_settings.py" />
            <source>The learning rate first decays at step {first:,}, but the training ends after {steps:,}.</source>
            <translation>Die Lernrate sinkt erst bei Schritt {first:,}, aber das Training endet nach {steps:,}.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/rate_settings.py" />
            <source>Let it decay while there is training left.</source>
            <translation>Sie sinken lassen, solange noch trainiert wird.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/rate_settings.py" />
            <source>The warm-up takes {length:,} of {steps:,} steps: the model hardly trains at its full rate.</source>
            <translation>Das Warm-up dauert {length:,} von {steps:,} Schritten: Mit voller Rate trainiert das Modell kaum.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/rate_settings.py" />
            <source>Warm up over a twentieth of the steps.</source>
            <translation>Das Warm-up über ein Zwanzigstel der Schritte laufen lassen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/rate_settings.py" />
            <source>There is no warm-up to the learning rate of {peak:.3g}.</source>
            <translation>Es gibt kein Warm-up zur Lernrate von {peak:.3g}.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/rate_settings.py" />
            <source>With {steps:,} steps of {batch} images the model sees each of {images:,} training images {epochs:.1f} times.</source>
            <translation>In {steps:,} Schritten mit {batch} Bildern sieht das Modell jedes der {images:,} Trainingsbilder {epochs:.1f}-mal.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/rate_settings.py" />
            <source>Train for 20 rounds or more, and let the learning rate decay over them.</source>
            <translation>20 Durchgänge oder mehr trainieren und die Lernrate über sie sinken lassen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/set_up.py" />
            <source>There are no predictions to hold against the labels.</source>
            <translation>Es gibt keine Vorhersagen, die man gegen die Labels halten könnte.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/set_up.py" />
            <source>No way to read the files otherwise would tell.</source>
            <translation>Keine andere Lesart der Dateien würde es zeigen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/set_up.py" />
            <source>Ask the doctor, and read the files otherwise.</source>
            <translation>Den Doktor fragen und die Dateien anders lesen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/shift.py" />
            <source>{what} is spread otherwise than in the training set, about the same middle ({here:.4g}{unit} against {there:.4g}{unit}; the distributions are {effect:.2f} of 1 apart).</source>
            <translation>{what}: anders gestreut als in den Trainingsdaten, bei gleicher Mitte ({here:.4g}{unit} gegen {there:.4g}{unit}; die Verteilungen liegen {effect:.2f} von 1 auseinander).</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/shift.py" />
            <source>{what} is not that of the training set: {here:.4g}{unit} in the middle, {there:.4g}{unit} there (the distributions are {effect:.2f} of 1 apart, Cliff's delta {delta:+.2f}).</source>
            <translation>{what}: anders als in den Trainingsdaten, in der Mitte {here:.4g}{unit}, dort {there:.4g}{unit} (die Verteilungen liegen {effect:.2f} von 1 auseinander, Cliffs Delta {delta:+.2f}).</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/shift.py" />
            <source>{what} is not that of the training set; most of all {name}: {here:.0%} here, {there:.0%} there (Cramér's V {effect:.2f}).</source>
            <translation>{what}: anders als in den Trainingsdaten; vor allem {name}: hier {here:.0%}, dort {there:.0%} (Cramérs V {effect:.2f}).</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/shift.py" />
            <source>Or change colours and light while training, and see here what that does.</source>
            <translation>Oder beim Training Farben und Licht ändern; hier ist zu sehen, was das bewirkt.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/shift.py" />
            <source>Or zoom, shift and stretch while training, and see here what that does.</source>
            <translation>Oder beim Training zoomen, verschieben und dehnen; hier ist zu sehen, was das bewirkt.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/shift.py" />
            <source>The training set has no box of {count:,} classes that are measured here, such as {name}. As good as the others, they would raise mAP by {price:.4f}.</source>
            <translation>Die Trainingsdaten haben keine Box von {count:,} Klassen, die hier gemessen werden, etwa {name}. So gut wie die anderen höben sie mAP um {price:.4f}.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/shift.py" />
            <source>Collect and label images of these classes for training.</source>
            <translation>Bilder dieser Klassen für das Training sammeln und labeln.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/slices.py" />
            <source>Without predictions there is no AP of slices of the labels.</source>
            <translation>Ohne Vorhersagen gibt es keine AP von Ausschnitten der Labels.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/slices.py" />
            <source>AP of {slice} is {gap:.2f} lower than that of the rest of their classes ({count:,} boxes on {images:,} images). As good as the rest, they would raise mAP by about {price:.4f}.</source>
            <translation>AP, Ausschnitt: {slice}: um {gap:.2f} niedriger als beim Rest ihrer Klassen ({count:,} Boxen auf {images:,} Bildern). So gut wie der Rest höben sie mAP um etwa {price:.4f}.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/slices.py" />
            <source>AP of the slice and of the rest</source>
            <translation>AP des Ausschnitts und des Rests</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/slices.py" />
            <source>the rest</source>
            <translation>der Rest</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/slices.py" />
            <source>Collect and label more like these for training: {slice}.</source>
            <translation>Mehr wie diese für das Training sammeln und labeln: {slice}.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/slices.py" />
            <source>Or change images so while training, and see here what that does.</source>
            <translation>Oder Bilder beim Training so ändern; hier ist zu sehen, was das bewirkt.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/slices.py" />
            <source>{first}, and these: {second}</source>
            <translation>{first}, und zwar: {second}</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/supply.py" />
            <source>AP of the rarest classes, with their boxes</source>
            <translation>AP der seltensten Klassen, mit der Zahl ihrer Boxen</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/supply.py" />
            <source>{names} and {count:,} more</source>
            <translation>{names} und {count:,} weitere</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/training.py" />
            <source>There are no event files of the training at hand.</source>
            <translation>Es liegen keine Event-Dateien des Trainings vor.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/training.py" />
            <source>The event files hold no curve of loss or mAP.</source>
            <translation>In den Event-Dateien ist keine Kurve von Loss oder mAP.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/training.py" />
            <source>Of the loss only {count} points were logged: too few for a trend.</source>
            <translation>Vom Loss wurden nur {count} Punkte aufgezeichnet: zu wenige für einen Trend.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/training.py" />
            <source>training</source>
            <translation>Training</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/training.py" />
            <source>validation</source>
            <translation>Validierung</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/training.py" />
            <source>Loss over the training</source>
            <translation>Loss im Training</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/training.py" />
            <source>loss</source>
            <translation>Verlust</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/training.py" />
            <source>Training diverged: from step {step:,} on the loss is no number any more.</source>
            <translation>Das Training divergierte: Ab Schritt {step:,} ist der Loss keine Zahl mehr.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/training.py" />
            <source>Training diverges: the training loss rises from {low:.4g} at step {step:,} to {end:.4g}.</source>
            <translation>Das Training divergiert: Der Loss im Training steigt von {low:.4g} bei Schritt {step:,} auf {end:.4g}.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/training.py" />
            <source>What a run that holds would reach cannot be told.</source>
            <translation>Was ein Training erreichte, das hält, lässt sich nicht sagen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/training.py" />
            <source>diverges from here</source>
            <translation>divergiert von hier an</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/training.py" />
            <source>Train with a tenth of the learning rate, with a warm-up and with clipped gradients; look for boxes of no size and for broken images if it happens again.</source>
            <translation>Mit einem Zehntel der Lernrate, mit Warm-up und mit begrenzten Gradienten trainieren; geschieht es wieder, nach Boxen ohne Größe und kaputten Bildern suchen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/training.py" />
            <source>Overfitting: from step {step:,} on the validation loss rises, from {low:.4g} to {end:.4g}, while the training loss goes on falling.</source>
            <translation>Überanpassung: Ab Schritt {step:,} steigt der Loss der Validierung von {low:.4g} auf {end:.4g}, während der im Training weiter fällt.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/training.py" />
            <source>mAP was not logged during training.</source>
            <translation>mAP wurde im Training nicht aufgezeichnet.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/training.py" />
            <source>overfitting begins</source>
            <translation>Überanpassung beginnt</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/training.py" />
            <source>Use the checkpoint of step {step:,}, the best one, or the next to it.</source>
            <translation>Den Checkpoint von Schritt {step:,} nehmen, den besten, oder den nächstgelegenen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/training.py" />
            <source>Train on more images or with more augmentation and weight decay; stop when the validation loss rises.</source>
            <translation>Mit mehr Bildern oder mit mehr Augmentierung und Weight Decay trainieren; aufhören, wenn der Loss der Validierung steigt.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/training.py" />
            <source>The last checkpoint is not the best: mAP was {best:.4f} at step {step:,} and is {last:.4f} at the end.</source>
            <translation>Der letzte Checkpoint ist nicht der beste: mAP war {best:.4f} bei Schritt {step:,} und ist am Ende {last:.4f}.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/training.py" />
            <source>best checkpoint</source>
            <translation>bester Checkpoint</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/training.py" />
            <source>Export the checkpoint of step {step:,} and evaluate that.</source>
            <translation>Den Checkpoint von Schritt {step:,} exportieren und den auswerten.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/training.py" />
            <source>mAP over the training</source>
            <translation>mAP im Training</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/training.py" />
            <source>Training was not over: in its last fifth mAP still made {share:.0%} of all its gain.</source>
            <translation>Das Training war nicht zu Ende: In seinem letzten Fünftel gewann mAP noch {share:.0%} von allem, was sie gewann.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/training.py" />
            <source>Training was not over: in its last fifth the loss still made {share:.0%} of all its fall.</source>
            <translation>Das Training war nicht zu Ende: In seinem letzten Fünftel fiel der Loss noch um {share:.0%} von allem, was er fiel.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/training.py" />
            <source>still getting better</source>
            <translation>wird noch besser</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/training.py" />
            <source>How far mAP would still rise cannot be told.</source>
            <translation>Wie weit mAP noch stiege, lässt sich nicht sagen.</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/training.py" />
            <source>Train on, to twice the {last:,} steps, with a learning rate that decays over all of them.</source>
            <translation>Weiter trainieren, bis zum Doppelten der {last:,} Schritte, mit einer Lernrate, die über alle sinkt.</translation>
        </message>
    </context>
    <context>
        <name>Diagnosis</name>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>Boxes of the predictions are [x1, y1, x2, y2], two corners; they are read as [x, y, width, height].</source>
            <translation>Die Boxen der Vorhersagen sind [x1, y1, x2, y2], also zwei Ecken; gelesen werden sie als [x, y, Breite, Höhe].</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>Boxes of the predictions are [ymin, xmin, ymax, xmax], as TensorFlow has them; they are read as [x, y, width, height].</source>
            <translation>Die Boxen der Vorhersagen sind [ymin, xmin, ymax, xmax], wie TensorFlow sie hat; gelesen werden sie als [x, y, Breite, Höhe].</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>Boxes of the predictions are [y, x, height, width]; they are read as [x, y, width, height].</source>
            <translation>Die Boxen der Vorhersagen sind [y, x, Höhe, Breite]; gelesen werden sie als [x, y, Breite, Höhe].</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>Boxes of the predictions begin with their centre: [centre x, centre y, width, height]; they are read as [x, y, width, height].</source>
            <translation>Die Boxen der Vorhersagen beginnen mit ihrer Mitte: [Mitte x, Mitte y, Breite, Höhe]; gelesen werden sie als [x, y, Breite, Höhe].</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>Boxes of the ground truth begin with their centre: read as [x, y, width, height], {now:.0%} of them leave their image or have no size, read so {share:.0%}.</source>
            <translation>Die Boxen der Ground Truth beginnen mit ihrer Mitte: als [x, y, Breite, Höhe] gelesen ragen {now:.0%} von ihnen aus ihrem Bild oder haben keine Größe, so gelesen {share:.0%}.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>Boxes of the ground truth are [{layout}]: read as [x, y, width, height], {now:.0%} of them leave their image or have no size, read so {share:.0%}.</source>
            <translation>Die Boxen der Ground Truth sind [{layout}]: als [x, y, Breite, Höhe] gelesen ragen {now:.0%} von ihnen aus ihrem Bild oder haben keine Größe, so gelesen {share:.0%}.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>Boxes of the predictions are parts of the image, 0 to 1; they are read as pixels.</source>
            <translation>Die Boxen der Vorhersagen sind Teile des Bildes, 0 bis 1; gelesen werden sie als Pixel.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>Boxes of the predictions are parts, 0 to 1, of a square that the image was padded to; they are read as pixels.</source>
            <translation>Die Boxen der Vorhersagen sind Teile, 0 bis 1, eines Quadrats, zu dem das Bild aufgefüllt wurde; gelesen werden sie als Pixel.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>Boxes of the predictions are in pixels of the model's input, {width:.0f} x {height:.0f}, to which images were resized; they are read as pixels of the image.</source>
            <translation>Die Boxen der Vorhersagen sind in Pixeln der Modelleingabe, {width:.0f} x {height:.0f}, auf die die Bilder skaliert wurden; gelesen werden sie als Pixel des Bildes.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>Boxes of the predictions are in pixels of the model's input, {width:.0f} x {height:.0f}, in the middle of which images were letterboxed; they are read as pixels of the image.</source>
            <translation>Die Boxen der Vorhersagen sind in Pixeln der Modelleingabe, {width:.0f} x {height:.0f}, in deren Mitte die Bilder mit Rand eingepasst wurden; gelesen werden sie als Pixel des Bildes.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>Boxes of the predictions are in pixels of the model's input, {width:.0f} x {height:.0f}, into whose top left images were resized; they are read as pixels of the image.</source>
            <translation>Die Boxen der Vorhersagen sind in Pixeln der Modelleingabe, {width:.0f} x {height:.0f}, in die die Bilder oben links eingepasst wurden; gelesen werden sie als Pixel des Bildes.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>Boxes of the ground truth are parts of the image, 0 to 1; they are read as pixels.</source>
            <translation>Die Boxen der Ground Truth sind Teile des Bildes, 0 bis 1; gelesen werden sie als Pixel.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>The predictions number classes from 0 ({shown}): of those that lie on a label, {votes} have its class so, {now} as they are read.</source>
            <translation>Die Vorhersagen zählen die Klassen ab 0 ({shown}): von denen, die auf einem Label liegen, haben so {votes} dessen Klasse, wie gelesen {now}.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>Class numbers of the predictions are one too large, as where the background counts as a class ({shown}): of those that lie on a label, {votes} have its class so, {now} as they are read.</source>
            <translation>Die Klassennummern der Vorhersagen sind um eins zu groß, wie wo der Hintergrund als Klasse zählt ({shown}): von denen, die auf einem Label liegen, haben so {votes} dessen Klasse, wie gelesen {now}.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>Class numbers of the predictions are one too small ({shown}): of those that lie on a label, {votes} have its class so, {now} as they are read.</source>
            <translation>Die Klassennummern der Vorhersagen sind um eins zu klein ({shown}): von denen, die auf einem Label liegen, haben so {votes} dessen Klasse, wie gelesen {now}.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>The predictions have the classes in another order ({shown}): of those that lie on a label, {votes} have its class so, {now} as they are read.</source>
            <translation>Die Vorhersagen haben die Klassen in anderer Reihenfolge ({shown}): von denen, die auf einem Label liegen, haben so {votes} dessen Klasse, wie gelesen {now}.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>The predictions name classes otherwise than the ground truth does, by case, by plural or in place of their numbers ({shown}).</source>
            <translation>Die Vorhersagen nennen Klassen anders als die Ground Truth, in Groß- und Kleinschreibung, im Plural oder statt ihrer Nummern ({shown}).</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>The predictions number classes by another label map ({shown}): of those that lie on a label, {votes} have its class so, {now} as they are read.</source>
            <translation>Die Vorhersagen nummerieren Klassen nach einer anderen Label-Map ({shown}): von denen, die auf einem Label liegen, haben so {votes} dessen Klasse, wie gelesen {now}.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>Class {keys} of the predictions is the background, which is no class of the ground truth (predictions: {count}).</source>
            <translation>Klasse {keys} der Vorhersagen ist der Hintergrund, der keine Klasse der Ground Truth ist (Vorhersagen: {count}).</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>Predictions of classes that are not in the ground truth ({keys}) are left out: {count}.</source>
            <translation>Vorhersagen von Klassen, die nicht in der Ground Truth sind ({keys}), werden ausgelassen: {count}.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>The predictions number images by their place in the list, not by their ids: {example} is {name}.</source>
            <translation>Die Vorhersagen nummerieren Bilder nach ihrem Platz in der Liste, nicht mit ihren IDs: {example} ist {name}.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>The predictions number images by the number in the file name, not by their ids: {example} is {name}.</source>
            <translation>Die Vorhersagen nummerieren Bilder mit der Zahl im Dateinamen, nicht mit ihren IDs: {example} ist {name}.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>The predictions have ids of images as text: {example!r} is {name}.</source>
            <translation>Die Vorhersagen haben die IDs der Bilder als Text: {example!r} ist {name}.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>The predictions name images by a file name written otherwise: {example} is {name}.</source>
            <translation>Die Vorhersagen nennen Bilder mit einem anders geschriebenen Dateinamen: {example} ist {name}.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>The predictions name images by file name, not by id: {example} is {name}. They are read so here; most other programs find no image.</source>
            <translation>Die Vorhersagen nennen Bilder mit ihrem Dateinamen, nicht mit ihrer ID: {example} ist {name}. Hier werden sie so gelesen; die meisten anderen Programme finden kein Bild.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>Predictions on images that are not in the ground truth ({keys}) are left out: {count}, on {images} images.</source>
            <translation>Vorhersagen auf Bildern, die nicht in der Ground Truth sind ({keys}), werden ausgelassen: {count}, auf {images} Bildern.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>Of {images} images with labels, {count} have no predictions at all, as {example}; the others have many. Their labels count as missed: run the model on them too, or leave them out of the ground truth.</source>
            <translation>Von {images} Bildern mit Labels haben {count} gar keine Vorhersagen, etwa {example}; die anderen haben viele. Ihre Labels zählen als übersehen: lass das Modell auch auf ihnen laufen, oder nimm sie aus der Ground Truth.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>Predictions without a usable box ({boxes}) or a score ({scores}) are left out.</source>
            <translation>Vorhersagen ohne brauchbare Box ({boxes}) oder ohne Score ({scores}) werden ausgelassen.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>Scores are percentages: they go from {low:.4g} to {high:.4g}.</source>
            <translation>Die Scores sind Prozente: sie gehen von {low:.4g} bis {high:.4g}.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>Scores are logits, not probabilities: they go from {low:.4g} to {high:.4g}.</source>
            <translation>Die Scores sind Logits, keine Wahrscheinlichkeiten: sie gehen von {low:.4g} bis {high:.4g}.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>Scores are no probabilities: they go from {low:.4g} to {high:.4g}.</source>
            <translation>Die Scores sind keine Wahrscheinlichkeiten: sie gehen von {low:.4g} bis {high:.4g}.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>All scores are {score:.4g}: which predictions are the better ones is lost, and mAP is that of a random order. Write the predictions again with their scores.</source>
            <translation>Alle Scores sind {score:.4g}: welche Vorhersagen die besseren sind, ist verloren, und die mAP ist die einer zufälligen Reihenfolge. Schreibe die Vorhersagen noch einmal mit ihren Scores.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>There is no score below {score:.2f}, though many are just above it: predictions were cut there, and what they would have found counts as missed. Predict again with a threshold of 0.05 or less.</source>
            <translation>Es gibt keinen Score unter {score:.2f}, obwohl viele knapp darüber liegen: dort wurden die Vorhersagen abgeschnitten, und was sie gefunden hätten, zählt als übersehen. Sage mit einer Schwelle von 0.05 oder weniger noch einmal vorher.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>No image has more than {limit} predictions, {at_limit} have just as many, and {short} have more labels than that: predictions were capped. Predict again with a higher limit.</source>
            <translation>Kein Bild hat mehr als {limit} Vorhersagen, {at_limit} haben genau so viele, und {short} haben mehr Labels als das: die Vorhersagen wurden begrenzt. Sage mit einer höheren Grenze noch einmal vorher.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>Of the predictions, {share:.0%} lie on a better scored one of their class: overlapping ones were not suppressed, and each repeat counts as wrong.</source>
            <translation>Von den Vorhersagen liegen {share:.0%} auf einer mit besserem Score derselben Klasse: überlappende wurden nicht unterdrückt, und jede Wiederholung zählt als falsch.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>No two predictions of a class overlap by more than an IoU of {overlap:.2f}, though {labels} pairs of labels do: overlapping ones were suppressed twice, or by too small an overlap. Predict again with one suppression at 0.5 or more.</source>
            <translation>Keine zwei Vorhersagen einer Klasse überlappen mit einer IoU von mehr als {overlap:.2f}, obwohl {labels} Paare von Labels es tun: überlappende wurden zweimal unterdrückt, oder ab zu kleiner Überlappung. Sage mit einer einzigen Unterdrückung ab 0.5 oder mehr noch einmal vorher.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>Boxes of the ground truth that are marked {name!r}: {count}. They count like all others, since the metrics know of iscrowd alone.</source>
            <translation>Boxen der Ground Truth, die als {name!r} markiert sind: {count}. Sie zählen wie alle anderen, denn die Metriken kennen nur iscrowd.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>Boxes of the ground truth whose mask is run lengths, as COCO has it for crowds alone: {count}. They are no longer marked as crowds, and count like all others.</source>
            <translation>Boxen der Ground Truth, deren Maske aus Lauflängen besteht, wie COCO sie nur für Gruppen hat: {count}. Sie sind nicht mehr als Gruppen markiert und zählen wie alle anderen.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>Annotation ids of the ground truth are given twice ({repeated}) or are 0 ({zero}). They are numbered anew here; pycocotools counts a prediction that matches id 0 as wrong, and mixes up those with one id.</source>
            <translation>IDs der Ground Truth sind doppelt vergeben ({repeated}) oder 0 ({zero}). Hier werden sie neu vergeben; pycocotools zählt eine Vorhersage, die zur ID 0 passt, als falsch, und verwechselt solche mit derselben ID.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>Boxes of the ground truth whose class differs from a known one by case or plural alone ({shown}): {count}. They are not counted.</source>
            <translation>Boxen der Ground Truth, deren Klasse sich von einer bekannten nur in Groß- und Kleinschreibung oder im Plural unterscheidet ({shown}): {count}. Sie werden nicht gezählt.</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/sentences.py" />
            <source>Boxes of the ground truth begin {low:.1f} pixels right of and below the predictions and none at pixel 0: their pixels are counted from 1, as in Pascal VOC.</source>
            <translation>Die Boxen der Ground Truth beginnen {low:.1f} Pixel rechts und unterhalb der Vorhersagen und keine bei Pixel 0: ihre Pixel werden ab 1 gezählt, wie in Pascal VOC.</translation>
        </message>
    </context>
    <context>
        <name>Dialogs</name>
        <message>
            <location filename="../../app/dialogs.py" />
            <source>This project is open elsewhere too</source>
            <translation>Dieses Projekt ist auch anderswo geöffnet</translation>
        </message>
        <message>
            <location filename="../../app/dialogs.py" />
            <source>{others}

Nothing can be lost by that: once one of you has edited it, the other is told to open it again before going on. Better one at a time.</source>
            <translation>{others}

Dadurch kann nichts verloren gehen: Sobald einer es bearbeitet hat, wird der andere gebeten, es vor dem Weiterarbeiten neu zu öffnen. Besser arbeitet nur einer zur selben Zeit daran.</translation>
        </message>
        <message>
            <location filename="../../app/dialogs.py" />
            <source>Open project</source>
            <translation>Projekt öffnen</translation>
        </message>
        <message>
            <location filename="../../app/dialogs.py" />
            <source>Boxwright projects (*{})</source>
            <translation>Boxwright-Projekte (*{})</translation>
        </message>
    </context>
    <context>
        <name>DifferenceModel</name>
        <message>
            <location filename="../../widgets/journal/model.py" />
            <source>Image</source>
            <translation>Bild</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/model.py" />
            <source>What</source>
            <translation>Was</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/model.py" />
            <source>Before</source>
            <translation>Vorher</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/model.py" />
            <source>After</source>
            <translation>Nachher</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/model.py" />
            <source>Last by</source>
            <translation>Zuletzt von</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/model.py" />
            <source>Time</source>
            <translation>Zeit</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/model.py" />
            <source>verdict</source>
            <translation>Urteil</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/model.py" />
            <source>image</source>
            <translation>Bild</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/model.py" />
            <source>comment</source>
            <translation>Kommentar</translation>
        </message>
    </context>
    <context>
        <name>DifferencesDialog</name>
        <message>
            <location filename="../../widgets/journal/differences.py" />
            <source>From {start} to {end}</source>
            <translation>Von {start} bis {end}</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/differences.py" />
            <source>moved, relabelled</source>
            <translation>verschoben, Klasse geändert</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/differences.py" />
            <source>Export…</source>
            <translation>Exportieren…</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/differences.py" />
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/differences.py" />
            <source>moment {}</source>
            <translation>Moment {}</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/differences.py" />
            <source>the source</source>
            <translation>der Quelle</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/differences.py" />
            <source>1 verdict</source>
            <translation>1 Urteil</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/differences.py" />
            <source>{} verdicts</source>
            <translation>{} Urteile</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/differences.py" />
            <source>1 state of an image</source>
            <translation>1 Zustand eines Bildes</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/differences.py" />
            <source>{} states of images</source>
            <translation>{} Zustände von Bildern</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/differences.py" />
            <source>nothing differs</source>
            <translation>kein Unterschied</translation>
        </message>
    </context>
    <context>
        <name>DisplayPresenter</name>
        <message>
            <location filename="../../app/presenters/display.py" />
            <source>Shown as it is: adjustment switched off</source>
            <translation>Gezeigt, wie es ist: Anpassung ausgeschaltet</translation>
        </message>
        <message>
            <location filename="../../app/presenters/display.py" />
            <source>Adjusted</source>
            <translation>Angepasst</translation>
        </message>
        <message>
            <location filename="../../app/presenters/display.py" />
            <source>Stretched: nearly all values of this 16-bit image lie between {low} and {high}</source>
            <translation>Gespreizt: fast alle Werte dieses 16-Bit-Bildes liegen zwischen {low} und {high}</translation>
        </message>
    </context>
    <context>
        <name>Doctor</name>
        <message>
            <location filename="../../app/doctor.py" />
            <source>Predictions and labels seem to be misread: mAP is {now:.3f}, read so {then:.3f}</source>
            <translation>Vorhersagen und Labels scheinen falsch gelesen: mAP ist {now:.3f}, anders gelesen {then:.3f}</translation>
        </message>
        <message>
            <location filename="../../app/doctor.py" />
            <source>The predictions seem to be misread: mAP is {now:.3f}, read so {then:.3f}</source>
            <translation>Die Vorhersagen sind anscheinend falsch gelesen: mAP ist {now:.3f}, richtig gelesen {then:.3f}</translation>
        </message>
        <message>
            <location filename="../../app/doctor.py" />
            <source>The labels seem to be misread: mAP is {now:.3f}, read so {then:.3f}</source>
            <translation>Die Labels scheinen falsch gelesen: mAP ist {now:.3f}, anders gelesen {then:.3f}</translation>
        </message>
        <message>
            <location filename="../../app/doctor.py" />
            <source>The doctor found 1 thing in predictions and labels</source>
            <translation>Der Doktor hat in Vorhersagen und Labels eine Sache gefunden</translation>
        </message>
        <message>
            <location filename="../../app/doctor.py" />
            <source>The doctor found {count} things in predictions and labels</source>
            <translation>Der Doktor hat in Vorhersagen und Labels {count} Dinge gefunden</translation>
        </message>
        <message>
            <location filename="../../app/doctor.py" />
            <source>{file}, read anew</source>
            <translation>{file}, neu gelesen</translation>
        </message>
        <message>
            <location filename="../../app/doctor.py" />
            <source>The predictions are read so now. The way back is Use, among the runs.</source>
            <translation>Die Vorhersagen sind jetzt so gelesen. Zurück geht es mit Verwenden, bei den Läufen.</translation>
        </message>
    </context>
    <context>
        <name>DoctorDialog</name>
        <message>
            <location filename="../../widgets/dialogs/doctor.py" />
            <source>Doctor</source>
            <translation>Doktor</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/doctor.py" />
            <source>mAP now {now}, read so {then}</source>
            <translation>mAP jetzt {now}, so gelesen {then}</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/doctor.py" />
            <source>The predictions become another run, which is in use then. Your files stay as they are, and Use, among the runs, is the way back.</source>
            <translation>Die Vorhersagen werden ein weiterer Lauf, der dann verwendet wird. Ihre Dateien bleiben, wie sie sind; zurück geht es mit Verwenden, bei den Läufen.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/doctor.py" />
            <source>mAP now {now}, with the labels read so {then}</source>
            <translation>mAP jetzt {now}, mit so gelesenen Labels {then}</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/doctor.py" />
            <source>{count} labels that nobody has changed are mended as one step. Your files stay as they are, and Undo is the way back.</source>
            <translation>{count} Labels, die niemand geändert hat, werden in einem Schritt berichtigt. Ihre Dateien bleiben, wie sie sind, und Rückgängig führt zurück.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/doctor.py" />
            <source>mAP now {now}, with both read so, one after the other, {then}</source>
            <translation>mAP jetzt {now}, wenn beide nacheinander so gelesen werden {then}</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/doctor.py" />
            <source>Ground truth and predictions fit each other.</source>
            <translation>Ground Truth und Vorhersagen passen zueinander.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/doctor.py" />
            <source>This keeps ground truth and predictions from fitting each other:</source>
            <translation>Deshalb passen Ground Truth und Vorhersagen nicht zueinander:</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/doctor.py" />
            <source>These {count} things keep ground truth and predictions from fitting each other, the most costly first:</source>
            <translation>Aus diesen {count} Gründen passen Ground Truth und Vorhersagen nicht zueinander, der folgenreichste zuerst:</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/doctor.py" />
            <source>{sure} sure; they are numbered anew here, and in exports</source>
            <translation>{sure} sicher; hier und in Exporten sind sie neu nummeriert</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/doctor.py" />
            <source>{sure} sure; no reading mends it</source>
            <translation>{sure} sicher; anders zu lesen hilft hier nicht</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/doctor.py" />
            <source>{sure} sure; mAP with this alone read otherwise: {ap}</source>
            <translation>{sure} sicher; mAP, wenn nur dies anders gelesen wird: {ap}</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/doctor.py" />
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/doctor.py" />
            <source>Read them so</source>
            <translation>So lesen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/doctor.py" />
            <source>Read the labels so</source>
            <translation>Labels so lesen</translation>
        </message>
    </context>
    <context>
        <name>EmptyNote</name>
        <message>
            <location filename="../../widgets/queue/empty.py" />
            <source>Show all that wait</source>
            <translation>Alle offenen zeigen</translation>
        </message>
    </context>
    <context>
        <name>ErrorDialog</name>
        <message>
            <location filename="../../widgets/dialogs/error.py" />
            <source>What to report</source>
            <translation>Was zu melden ist</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/error.py" />
            <source>Copy the report</source>
            <translation>Bericht kopieren</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/error.py" />
            <source>This did not work</source>
            <translation>Das hat nicht geklappt</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/error.py" />
            <source>The mistake is the program's, not yours. Every edit up to here is saved in the project file. Please report what is below; the log has it too:</source>
            <translation>Der Fehler liegt beim Programm, nicht bei Ihnen. Jede Bearbeitung bis hierher ist in der Projektdatei gespeichert. Bitte melden Sie, was unten steht; die Protokolldatei enthält es auch:</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/error.py" />
            <source>Boxwright made a mistake</source>
            <translation>Boxwright hat einen Fehler gemacht</translation>
        </message>
    </context>
    <context>
        <name>ErrorKind</name>
        <message>
            <location filename="../../engine/diagnose/errors.py" />
            <source>Class</source>
            <translation>Klasse</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/errors.py" />
            <source>Location</source>
            <translation>Stelle</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/errors.py" />
            <source>Both</source>
            <translation>Beides</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/errors.py" />
            <source>Duplicate</source>
            <translation>Doppelt</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/errors.py" />
            <source>Background</source>
            <translation>Hintergrund</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/errors.py" />
            <source>Missed</source>
            <translation>Verfehlt</translation>
        </message>
    </context>
    <context>
        <name>ErrorsPage</name>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>mAP that each kind of error costs</source>
            <translation>mAP, die jede Art von Fehler kostet</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>mAP it costs</source>
            <translation>Kosten in mAP</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Class</source>
            <translation>Klasse</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Right place, another class</source>
            <translation>Richtige Stelle, andere Klasse</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Location</source>
            <translation>Stelle</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Right class, not quite the place</source>
            <translation>Richtige Klasse, nicht ganz die Stelle</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Both</source>
            <translation>Beides</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Another class, and not quite the place</source>
            <translation>Andere Klasse und nicht ganz die Stelle</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Duplicate</source>
            <translation>Doppelt</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>A second prediction of the same box</source>
            <translation>Eine zweite Vorhersage derselben Box</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Background</source>
            <translation>Hintergrund</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>A prediction where there is no box</source>
            <translation>Eine Vorhersage, wo keine Box ist</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Missed</source>
            <translation>Verfehlt</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>A box that no prediction comes near</source>
            <translation>Eine Box, der keine Vorhersage nahe kommt</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>{what}: {count:,} at IoU 0.50. Without them mAP would be {ap:.4f} higher, AP50 {ap50:.4f}.</source>
            <translation>{what}: {count:,} bei IoU 0.50. Ohne sie wäre mAP um {ap:.4f} höher, AP50 um {ap50:.4f}.</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>What mAP would gain without each kind of error (TIDE), and how many there are at IoU 0.50.</source>
            <translation>Was mAP ohne jede Art von Fehler gewänne (TIDE), und wie viele es bei IoU 0.50 sind.</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Click a bar to see them.</source>
            <translation>Ein Klick auf einen Balken zeigt sie.</translation>
        </message>
    </context>
    <context>
        <name>EvaluationSettingsDialog</name>
        <message>
            <location filename="../../widgets/dialogs/evaluation_settings.py" />
            <source>Evaluation settings</source>
            <translation>Einstellungen der Auswertung</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/evaluation_settings.py" />
            <source>&amp;IoU thresholds</source>
            <translation>&amp;IoU-Schwellen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/evaluation_settings.py" />
            <source>From, to and step, or a list: 0.5, 0.75</source>
            <translation>Von, bis und Schritt, oder eine Liste: 0.5, 0.75</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/evaluation_settings.py" />
            <source>&amp;Areas</source>
            <translation>&amp;Flächen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/evaluation_settings.py" />
            <source>Ranges in square pixels; any area is always measured too</source>
            <translation>Bereiche in Quadratpixeln; die gesamte Fläche wird immer mitgemessen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/evaluation_settings.py" />
            <source>&amp;Detections per image</source>
            <translation>Vorhersagen je &amp;Bild</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/evaluation_settings.py" />
            <source>How many of the best count, per class; mAP takes the last</source>
            <translation>So viele der besten zählen je Klasse; mAP nimmt die letzte Zahl</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/evaluation_settings.py" />
            <source>COCO's settings</source>
            <translation>COCO-Einstellungen</translation>
        </message>
    </context>
    <context>
        <name>Events</name>
        <message>
            <location filename="../../engine/formats/event_file.py" />
            <source>it cannot be read ({reason})</source>
            <translation>sie kann nicht gelesen werden ({reason})</translation>
        </message>
        <message>
            <location filename="../../engine/formats/event_file.py" />
            <source>it ends in the middle of a record: it is being written, or was cut off</source>
            <translation>sie endet mitten in einem Record: Sie wird noch geschrieben oder wurde abgeschnitten</translation>
        </message>
        <message>
            <location filename="../../engine/formats/event_file.py" />
            <source>a record's length bears a wrong checksum: what follows cannot be read</source>
            <translation>die Länge eines Records hat eine falsche Prüfsumme: Was folgt, kann nicht gelesen werden</translation>
        </message>
    </context>
    <context>
        <name>ExampleStrip</name>
        <message>
            <location filename="../../widgets/dialogs/examples.py" />
            <source>Example images</source>
            <translation>Beispielbilder</translation>
        </message>
    </context>
    <context>
        <name>Examples</name>
        <message>
            <location filename="../../widgets/dialogs/examples.py" />
            <source>Example {place}</source>
            <translation>Beispiel {place}</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/examples.py" />
            <source>The model is run over the examples…</source>
            <translation>Das Modell läuft über die Beispiele…</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/examples.py" />
            <source>Example {place}: {name}</source>
            <translation>Beispiel {place}: {name}</translation>
        </message>
    </context>
    <context>
        <name>ExportDialog</name>
        <message>
            <location filename="../../widgets/dialogs/export.py" />
            <source>Export labels</source>
            <translation>Labels exportieren</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/export.py" />
            <source>&amp;Write to</source>
            <translation>&amp;Schreiben nach</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/export.py" />
            <source>Where the labels go</source>
            <translation>Wohin die Labels kommen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/export.py" />
            <source>&amp;Format</source>
            <translation>&amp;Format</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/export.py" />
            <source>&amp;Labels of</source>
            <translation>&amp;Labels von</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/export.py" />
            <source>What {format} cannot say of these labels:</source>
            <translation>Was {format} von diesen Labels nicht sagen kann:</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/export.py" />
            <source>Nothing is lost: {format} can say all of it.</source>
            <translation>Nichts geht verloren: {format} kann alles sagen.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/export.py" />
            <source>Looking what would be lost…</source>
            <translation>Es wird nachgesehen, was verloren ginge…</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/export.py" />
            <source>Replace it</source>
            <translation>Ersetzen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/export.py" />
            <source>&amp;Export</source>
            <translation>&amp;Exportieren</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/export.py" />
            <source>There is a file of this name already. It would be replaced.</source>
            <translation>Eine Datei dieses Namens gibt es schon. Sie würde ersetzt.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/export.py" />
            <source>Project and moment are written into it. Your files are never written to.</source>
            <translation>Projekt und Zeitpunkt werden hineingeschrieben. In Ihre Dateien wird nie geschrieben.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/export.py" />
            <source>Your files are never written to.</source>
            <translation>In Ihre Dateien wird nie geschrieben.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/export.py" />
            <source>Choose where to write.</source>
            <translation>Wählen Sie, wohin geschrieben wird.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/export.py" />
            <source>There is no folder {}.</source>
            <translation>Es gibt keinen Ordner {}.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/export.py" />
            <source>This is a folder; name a file.</source>
            <translation>Das ist ein Ordner; nennen Sie eine Datei.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/export.py" />
            <source>There is something here already; name a new or an empty folder.</source>
            <translation>Hier ist schon etwas; nennen Sie einen neuen oder leeren Ordner.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/export.py" />
            <source>{title} (1 image)</source>
            <translation>{title} (1 Bild)</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/export.py" />
            <source>{title} ({count} images)</source>
            <translation>{title} ({count} Bilder)</translation>
        </message>
    </context>
    <context>
        <name>Exporting</name>
        <message>
            <location filename="../../app/exporting.py" />
            <source>The whole dataset</source>
            <translation>Der ganze Datensatz</translation>
        </message>
        <message>
            <location filename="../../app/exporting.py" />
            <source>Images that the queue shows flags of</source>
            <translation>Bilder, zu denen die Warteschlange etwas zeigt</translation>
        </message>
        <message>
            <location filename="../../app/exporting.py" />
            <source>Reviewed images</source>
            <translation>Geprüfte Bilder</translation>
        </message>
        <message>
            <location filename="../../app/exporting.py" />
            <source>Images whose labels were changed</source>
            <translation>Bilder, deren Labels geändert wurden</translation>
        </message>
    </context>
    <context>
        <name>FilterBar</name>
        <message>
            <location filename="../../widgets/queue/filters.py" />
            <source>Kind of flag</source>
            <translation>Art des Hinweises</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/filters.py" />
            <source>Class</source>
            <translation>Klasse</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/filters.py" />
            <source>Verdict</source>
            <translation>Urteil</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/filters.py" />
            <source>Several</source>
            <translation>Mehrere</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/filters.py" />
            <source>Every class</source>
            <translation>Jede Klasse</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/filters.py" />
            <source>Nothing is called “{field}:” here. Try {possible}.</source>
            <translation>Hier heißt nichts „{field}:“. Möglich: {possible}.</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/filters.py" />
            <source>No {field} is “{value}”. Try {possible}.</source>
            <translation>„{value}“ gibt es für {field} nicht. Möglich: {possible}.</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/filters.py" />
            <source>Say which {field}: {possible}.</source>
            <translation>Bitte einen Wert für {field} angeben: {possible}.</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/filters.py" />
            <source>“{value}” is no number. Write {field}&gt;=0.5 or {field}:0.3..0.7.</source>
            <translation>„{value}“ ist keine Zahl. Schreibweise: {field}&gt;=0.5 oder {field}:0.3..0.7.</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/filters.py" />
            <source>A {field} is not larger or smaller. Write {field}:{value}.</source>
            <translation>{field} ist nicht größer oder kleiner. Schreibweise: {field}:{value}.</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/filters.py" />
            <source>“{value}” says not how many. Write top:100, once.</source>
            <translation>„{value}“ sagt nicht, wie viele. Schreibweise: top:100, einmal.</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/filters.py" />
            <source>Say a part of the {field}'s name.</source>
            <translation>Bitte einen Teil des Namens für {field} angeben.</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/filters.py" />
            <source>Every kind</source>
            <translation>Jede Art</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/filters.py" />
            <source>Waiting</source>
            <translation>Wartet</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/filters.py" />
            <source>Settled</source>
            <translation>Erledigt</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/filters.py" />
            <source>All</source>
            <translation>Alle</translation>
        </message>
    </context>
    <context>
        <name>Find</name>
        <message>
            <location filename="../../widgets/queue/find.py" />
            <source>Find</source>
            <translation>Suchen</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/find.py" />
            <source>Find, or kind:… score&gt;=0.5 image:…</source>
            <translation>Suchen, oder kind:… score&gt;=0.5 image:…</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/find.py" />
            <source>Or narrow: kind:duplicate,nested  -class:car  image:0012  verdict:any
score:0.3..0.7  price&gt;0.001  loss&lt;0.3  worth&gt;0  state:returned  top:100  "two words"</source>
            <translation>Oder eingrenzen: kind:duplicate,nested  -class:car  image:0012  verdict:any
score:0.3..0.7  price&gt;0.001  loss&lt;0.3  worth&gt;0  state:returned  top:100  "zwei Wörter"</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/find.py" />
            <source>Find in image, class, kind or reason</source>
            <translation>In Bild, Klasse, Art oder Grund suchen</translation>
        </message>
    </context>
    <context>
        <name>Finding</name>
        <message>
            <location filename="../../widgets/findings/said.py" />
            <source>Choose folder of training set…</source>
            <translation>Ordner der Trainingsdaten wählen…</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/said.py" />
            <source>Choose event files…</source>
            <translation>Ereignisdateien wählen…</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/said.py" />
            <source>Choose configuration…</source>
            <translation>Konfiguration wählen…</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/said.py" />
            <source>Choose training set…</source>
            <translation>Trainingsdaten wählen…</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/said.py" />
            <source>Choose evaluations over time…</source>
            <translation>Auswertungen im Lauf der Zeit wählen…</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/said.py" />
            <source>{low:.3f} to {high:.3f}</source>
            <translation>{low:.3f} bis {high:.3f}</translation>
        </message>
        <message>
            <location filename="../../engine/data/finding_words.py" />
            <source>almost certain</source>
            <translation>fast sicher</translation>
        </message>
        <message>
            <location filename="../../engine/data/finding_words.py" />
            <source>likely</source>
            <translation>wahrscheinlich</translation>
        </message>
        <message>
            <location filename="../../engine/data/finding_words.py" />
            <source>rather likely</source>
            <translation>eher wahrscheinlich</translation>
        </message>
        <message>
            <location filename="../../engine/data/finding_words.py" />
            <source>a suspicion</source>
            <translation>ein Verdacht</translation>
        </message>
        <message>
            <location filename="../../engine/data/finding_words.py" />
            <source>Confirmed by {author}, {day}</source>
            <translation>Bestätigt von {author}, {day}</translation>
        </message>
        <message>
            <location filename="../../engine/data/finding_words.py" />
            <source>Dismissed by {author}, {day}: {reason}</source>
            <translation>Verworfen von {author}, {day}: {reason}</translation>
        </message>
        <message>
            <location filename="../../engine/data/finding_words.py" />
            <source>Put on the task list by {author}, {day}</source>
            <translation>Auf die Aufgabenliste gesetzt von {author}, {day}</translation>
        </message>
    </context>
    <context>
        <name>FindingList</name>
        <message>
            <location filename="../../widgets/findings/list.py" />
            <source>Findings</source>
            <translation>Befunde</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/list.py" />
            <source>Causes</source>
            <translation>Ursachen</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/list.py" />
            <source>Symptoms: where mAP is lost</source>
            <translation>Symptome: wo mAP verloren geht</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/list.py" />
            <source>Not looked at</source>
            <translation>Nicht untersucht</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/list.py" />
            <source>Dismissed</source>
            <translation>Verworfen</translation>
        </message>
    </context>
    <context>
        <name>FindingsPanel</name>
        <message>
            <location filename="../../widgets/findings/panel.py" />
            <source>Look again</source>
            <translation>Neu suchen</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/panel.py" />
            <source>Stop</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/panel.py" />
            <source>Files</source>
            <translation>Dateien</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/panel.py" />
            <source>Task list</source>
            <translation>Aufgaben</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/panel.py" />
            <source>Task list ({count})</source>
            <translation>Aufgaben ({count})</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/panel.py" />
            <source>Looking for causes…</source>
            <translation>Ursachen werden gesucht…</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/panel.py" />
            <source>Still looking at: {topics}</source>
            <translation>Noch zu untersuchen: {topics}</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/panel.py" />
            <source>Nobody has looked yet.</source>
            <translation>Noch hat niemand gesucht.</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/panel.py" />
            <source>Stopped before everything was looked at.</source>
            <translation>Angehalten, bevor alles untersucht war.</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/panel.py" />
            <source>Labels or predictions have changed since. Look again.</source>
            <translation>Labels oder Vorhersagen haben sich seither geändert. Neu suchen.</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/panel.py" />
            <source>The event files have grown since. Look again.</source>
            <translation>Die Ereignisdateien sind seither gewachsen. Neu suchen.</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/panel.py" />
            <source>Nothing was found that makes mAP low.</source>
            <translation>Es wurde nichts gefunden, was die mAP drückt.</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/panel.py" />
            <source>1 cause</source>
            <translation>1 Ursache</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/panel.py" />
            <source>{count} causes, the most costly first</source>
            <translation>{count} Ursachen, die teuerste zuerst</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/panel.py" />
            <source>Look no more at {name}</source>
            <translation>{name} nicht mehr untersuchen</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/panel.py" />
            <source>As Markdown…</source>
            <translation>Als Markdown…</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/panel.py" />
            <source>As CSV…</source>
            <translation>Als CSV…</translation>
        </message>
    </context>
    <context>
        <name>FineTuneDialog</name>
        <message>
            <location filename="../../widgets/dialogs/fine_tune.py" />
            <source>Fine-tune check</source>
            <translation>Probe-Training</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/fine_tune.py" />
            <source>Start</source>
            <translation>Beginnen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/fine_tune.py" />
            <source>Stop</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/fine_tune.py" />
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/fine_tune.py" />
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/fine_tune.py" />
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
    </context>
    <context>
        <name>FineTuning</name>
        <message>
            <location filename="../../app/fine_tuning.py" />
            <source>Loading the copy that learns</source>
            <translation>Die Kopie, die lernt, wird geladen</translation>
        </message>
        <message>
            <location filename="../../app/fine_tuning.py" />
            <source>Measuring the tuned model</source>
            <translation>Das trainierte Modell wird gemessen</translation>
        </message>
        <message>
            <location filename="../../app/fine_tuning.py" />
            <source>Measuring the model as it is: {done} of {total} images</source>
            <translation>Das Modell wird gemessen, wie es ist: {done} von {total} Bildern</translation>
        </message>
        <message>
            <location filename="../../app/fine_tuning.py" />
            <source>Measuring the tuned model: {done} of {total} images</source>
            <translation>Das trainierte Modell wird gemessen: {done} von {total} Bildern</translation>
        </message>
        <message>
            <location filename="../../app/fine_tuning.py" />
            <source>Done: {name} lies beside the project. {count} images show a class that the model does not know, and were left out.</source>
            <translation>Fertig: {name} liegt neben dem Projekt. {count} Bilder zeigen eine Klasse, die das Modell nicht kennt, und wurden ausgelassen.</translation>
        </message>
        <message>
            <location filename="../../app/fine_tuning.py" />
            <source>Done: {name} lies beside the project.</source>
            <translation>Fertig: {name} liegt neben dem Projekt.</translation>
        </message>
        <message>
            <location filename="../../app/fine_tuning.py" />
            <source>The tuned model is {path}.</source>
            <translation>Das trainierte Modell ist {path}.</translation>
        </message>
        <message>
            <location filename="../../app/fine_tuning.py" />
            <source>It failed. Nothing was kept.</source>
            <translation>Es ist gescheitert. Nichts wurde behalten.</translation>
        </message>
        <message>
            <location filename="../../app/fine_tuning.py" />
            <source>Stopped. Nothing was kept.</source>
            <translation>Angehalten. Nichts wurde behalten.</translation>
        </message>
    </context>
    <context>
        <name>FlagCard</name>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>Accept</source>
            <translation>Annehmen</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>Label is right</source>
            <translation>Label ist richtig</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>Unsure</source>
            <translation>Unsicher</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>No flag under review</source>
            <translation>Kein Hinweis wird geprüft</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>No suggestion to accept</source>
            <translation>Kein Vorschlag zum Annehmen</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>Verdict: {}</source>
            <translation>Urteil: {}</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>The box with the comment</source>
            <translation>Die Box mit dem Kommentar</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>The place with the comment</source>
            <translation>Die Stelle mit dem Kommentar</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>The whole image</source>
            <translation>Das ganze Bild</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>Pick one in the queue.</source>
            <translation>Einen in der Warteschlange wählen.</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>Pick one in the queue, or press {key} for the next.</source>
            <translation>Einen in der Warteschlange wählen oder mit {key} zum nächsten gehen.</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>Suggestion</source>
            <translation>Vorschlag</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>Score</source>
            <translation>Score</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>How likely the label is wrong, 0 to 1</source>
            <translation>Wie wahrscheinlich das Label falsch ist, 0 bis 1</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>Price</source>
            <translation>Preis</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>Change of mAP if the suggestion is accepted</source>
            <translation>Änderung von mAP, wenn der Vorschlag angenommen wird</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>Expected</source>
            <translation>Erwartet</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>Score times price</source>
            <translation>Score mal Preis</translation>
        </message>
    </context>
    <context>
        <name>FlagKind</name>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Invalid box</source>
            <translation>Ungültige Box</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>No size</source>
            <translation>Keine Größe</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Outside image</source>
            <translation>Außerhalb des Bildes</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Unknown class</source>
            <translation>Unbekannte Klasse</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Tiny</source>
            <translation>Winzig</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Covers image</source>
            <translation>Bedeckt das Bild</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Duplicate</source>
            <translation>Doppelt</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Same place</source>
            <translation>Gleiche Stelle</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Nested</source>
            <translation>Verschachtelt</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Out of scale</source>
            <translation>Größe passt nicht</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Unusual place</source>
            <translation>Ungewöhnliche Stelle</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Odd offset</source>
            <translation>Seltsamer Abstand</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Gap in row</source>
            <translation>Lücke in der Reihe</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Unusual size</source>
            <translation>Ungewöhnliche Größe</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Unusual shape</source>
            <translation>Ungewöhnliche Form</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Missing label</source>
            <translation>Fehlendes Label</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Spurious label</source>
            <translation>Überzähliges Label</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Wrong class</source>
            <translation>Falsche Klasse</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Bad location</source>
            <translation>Falsche Stelle</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Missing image</source>
            <translation>Bild fehlt</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Damaged image</source>
            <translation>Bild beschädigt</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Other size</source>
            <translation>Andere Bildgröße</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Not rotated</source>
            <translation>Nicht gedreht</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>No boxes</source>
            <translation>Keine Boxen</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Copies differ</source>
            <translation>Kopien verschieden</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>In two splits</source>
            <translation>In zwei Splits</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Too dark</source>
            <translation>Zu dunkel</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Blank</source>
            <translation>Leer</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Blurred</source>
            <translation>Unscharf</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Others see one</source>
            <translation>Nur bei anderen</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Others lack it</source>
            <translation>Fehlt bei anderen</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Class disputed</source>
            <translation>Klasse strittig</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Place disputed</source>
            <translation>Lage strittig</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Returned</source>
            <translation>Zurückgegeben</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Conflict</source>
            <translation>Konflikt</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>False positive</source>
            <translation>Falsch positiv</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Missed</source>
            <translation>Verfehlt</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>True positive</source>
            <translation>Richtig positiv</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Edited box</source>
            <translation>Bearbeitete Box</translation>
        </message>
        <message>
            <location filename="../../widgets/theme.py" />
            <source>Label</source>
            <translation>Label</translation>
        </message>
    </context>
    <context>
        <name>FoundErrorKind</name>
        <message>
            <location filename="../../widgets/sampling/blind.py" />
            <source>Wrong class</source>
            <translation>Falsche Klasse</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/blind.py" />
            <source>Wrong place</source>
            <translation>Falscher Ort</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/blind.py" />
            <source>No object, or labelled twice</source>
            <translation>Kein Objekt, oder doppelt gelabelt</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/blind.py" />
            <source>Missing here</source>
            <translation>Hier fehlt etwas</translation>
        </message>
    </context>
    <context>
        <name>Gallery</name>
        <message>
            <location filename="../../widgets/gallery/gallery.py" />
            <source>Class of the boxes</source>
            <translation>Klasse der Boxen</translation>
        </message>
        <message>
            <location filename="../../widgets/gallery/gallery.py" />
            <source>Sort the boxes</source>
            <translation>Boxen sortieren</translation>
        </message>
        <message>
            <location filename="../../widgets/gallery/gallery.py" />
            <source>There is no box of this class.</source>
            <translation>Es gibt keine Box dieser Klasse.</translation>
        </message>
        <message>
            <location filename="../../widgets/gallery/gallery.py" />
            <source>There are no boxes yet. Draw them on the images, and they are shown here.</source>
            <translation>Es gibt noch keine Boxen. Auf den Bildern gezeichnet, erscheinen sie hier.</translation>
        </message>
        <message>
            <location filename="../../widgets/gallery/gallery.py" />
            <source>All classes</source>
            <translation>Alle Klassen</translation>
        </message>
        <message>
            <location filename="../../widgets/gallery/gallery.py" />
            <source>1 box</source>
            <translation>1 Box</translation>
        </message>
        <message>
            <location filename="../../widgets/gallery/gallery.py" />
            <source>{count} boxes</source>
            <translation>{count} Boxen</translation>
        </message>
        <message>
            <location filename="../../widgets/gallery/gallery.py" />
            <source>{boxes}, {count} selected</source>
            <translation>{boxes}, {count} ausgewählt</translation>
        </message>
        <message>
            <location filename="../../widgets/gallery/gallery.py" />
            <source>Sort the boxes; by similarity: those unlike their class first, then like beside like</source>
            <translation>Boxen sortieren; nach Ähnlichkeit: zuerst, was seiner Klasse nicht ähnelt, dann Ähnliches nebeneinander</translation>
        </message>
        <message>
            <location filename="../../widgets/gallery/gallery.py" />
            <source>Size of the crops</source>
            <translation>Größe der Ausschnitte</translation>
        </message>
    </context>
    <context>
        <name>GalleryCaption</name>
        <message>
            <location filename="../../widgets/gallery/caption.py" />
            <source>unknown class</source>
            <translation>unbekannte Klasse</translation>
        </message>
        <message>
            <location filename="../../widgets/gallery/caption.py" />
            <source>{flag}, probability {score:.2f}</source>
            <translation>{flag}, Wahrscheinlichkeit {score:.2f}</translation>
        </message>
        <message>
            <location filename="../../widgets/gallery/caption.py" />
            <source>confirmed</source>
            <translation>bestätigt</translation>
        </message>
        <message>
            <location filename="../../widgets/gallery/caption.py" />
            <source>loss {loss:.2f}</source>
            <translation>Verlust {loss:.2f}</translation>
        </message>
        <message>
            <location filename="../../widgets/gallery/caption.py" />
            <source>price {price:+.5f}</source>
            <translation>Preis {price:+.5f}</translation>
        </message>
    </context>
    <context>
        <name>GalleryOrder</name>
        <message>
            <location filename="../../widgets/gallery/order.py" />
            <source>By loss</source>
            <translation>Nach Verlust</translation>
        </message>
        <message>
            <location filename="../../widgets/gallery/order.py" />
            <source>By price</source>
            <translation>Nach Preis</translation>
        </message>
        <message>
            <location filename="../../widgets/gallery/order.py" />
            <source>By similarity</source>
            <translation>Nach Ähnlichkeit</translation>
        </message>
        <message>
            <location filename="../../widgets/gallery/order.py" />
            <source>Largest first</source>
            <translation>Größte zuerst</translation>
        </message>
        <message>
            <location filename="../../widgets/gallery/order.py" />
            <source>Smallest first</source>
            <translation>Kleinste zuerst</translation>
        </message>
        <message>
            <location filename="../../widgets/gallery/order.py" />
            <source>By class</source>
            <translation>Nach Klasse</translation>
        </message>
        <message>
            <location filename="../../widgets/gallery/order.py" />
            <source>By image</source>
            <translation>Nach Bild</translation>
        </message>
    </context>
    <context>
        <name>HandOutDialog</name>
        <message>
            <location filename="../../widgets/dialogs/hand_out.py" />
            <source>Give me work</source>
            <translation>Arbeit holen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/hand_out.py" />
            <source>Images with flags that wait, those first whose correction is worth most. Nobody else is given them while they are yours; whoever opens one all the same is warned.</source>
            <translation>Bilder mit wartenden Hinweisen, zuerst die, deren Korrektur am meisten wert ist. Niemand sonst bekommt sie, solange sie Ihnen gehören; wer eines trotzdem öffnet, wird gewarnt.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/hand_out.py" />
            <source>Every kind</source>
            <translation>Jede Art</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/hand_out.py" />
            <source>Every class</source>
            <translation>Jede Klasse</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/hand_out.py" />
            <source> images</source>
            <translation> Bilder</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/hand_out.py" />
            <source> minutes</source>
            <translation> Minuten</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/hand_out.py" />
            <source>&amp;Kind of flag</source>
            <translation>&amp;Art des Hinweises</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/hand_out.py" />
            <source>&amp;Class</source>
            <translation>&amp;Klasse</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/hand_out.py" />
            <source>&amp;At most</source>
            <translation>&amp;Höchstens</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/hand_out.py" />
            <source>&amp;Time after my last step</source>
            <translation>&amp;Zeit nach meinem letzten Schritt</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/hand_out.py" />
            <source>What was handed out goes back by itself when its time is over.</source>
            <translation>Was zugeteilt ist, geht von selbst zurück, wenn seine Zeit um ist.</translation>
        </message>
    </context>
    <context>
        <name>HandingOut</name>
        <message>
            <location filename="../../app/handing_out.py" />
            <source>Looking for work…</source>
            <translation>Arbeit wird gesucht…</translation>
        </message>
        <message>
            <location filename="../../app/handing_out.py" />
            <source>No image with such a flag is free: others have them, or none waits.</source>
            <translation>Kein Bild mit einem solchen Hinweis ist frei: andere haben sie, oder keines wartet.</translation>
        </message>
        <message>
            <location filename="../../app/handing_out.py" />
            <source>{images} images are yours while you work, and for {minutes} minutes after your last step.</source>
            <translation>{images} Bilder gehören Ihnen, solange Sie arbeiten, und noch {minutes} Minuten nach Ihrem letzten Schritt.</translation>
        </message>
        <message>
            <location filename="../../app/handing_out.py" />
            <source>1 image is yours while you work, and for {minutes} minutes after your last step.</source>
            <translation>1 Bild gehört Ihnen, solange Sie arbeiten, und noch {minutes} Minuten nach Ihrem letzten Schritt.</translation>
        </message>
        <message>
            <location filename="../../app/handing_out.py" />
            <source>Who is where is not known yet.</source>
            <translation>Wer wo ist, ist noch nicht bekannt.</translation>
        </message>
        <message>
            <location filename="../../app/handing_out.py" />
            <source>{} images are free again.</source>
            <translation>{} Bilder sind wieder frei.</translation>
        </message>
        <message>
            <location filename="../../app/handing_out.py" />
            <source>{} images were handed on.</source>
            <translation>{} Bilder wurden weitergegeben.</translation>
        </message>
        <message>
            <location filename="../../app/handing_out.py" />
            <source>Your images went back; what was done to them stays.</source>
            <translation>Ihre Bilder sind zurückgegeben; was daran getan wurde, bleibt.</translation>
        </message>
        <message>
            <location filename="../../app/handing_out.py" />
            <source>Your time for {} images is over: they are free to others. What was done to them stays.</source>
            <translation>Ihre Zeit für {} Bilder ist um: sie sind frei für andere. Was daran getan wurde, bleibt.</translation>
        </message>
        <message>
            <location filename="../../app/handing_out.py" />
            <source>Handed out to {}: both of you may change it.</source>
            <translation>{} zugeteilt: Sie könnten es beide ändern.</translation>
        </message>
    </context>
    <context>
        <name>HeadwayView</name>
        <message>
            <location filename="../../widgets/dialogs/headway.py" />
            <source>{done} of {images} images reviewed ({share}), {flags} flags open</source>
            <translation>{done} von {images} Bildern geprüft ({share}), {flags} Hinweise offen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/headway.py" />
            <source>{} approved</source>
            <translation>{} freigegeben</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/headway.py" />
            <source>{} wait for a decision</source>
            <translation>{} warten auf eine Entscheidung</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/headway.py" />
            <source>{} returned</source>
            <translation>{} zurückgegeben</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/headway.py" />
            <source>Images reviewed by day</source>
            <translation>Geprüfte Bilder je Tag</translation>
        </message>
    </context>
    <context>
        <name>Histogram</name>
        <message>
            <location filename="../../widgets/canvas/adjust_panel.py" />
            <source>Histogram of the image</source>
            <translation>Histogramm des Bildes</translation>
        </message>
    </context>
    <context>
        <name>Holdout</name>
        <message>
            <location filename="../../engine/holdout.py" />
            <source>Four fifths of the images, drawn by chance</source>
            <translation>Vier Fünftel der Bilder, nach Zufall gezogen</translation>
        </message>
        <message>
            <location filename="../../engine/holdout.py" />
            <source>The other fifth</source>
            <translation>Das übrige Fünftel</translation>
        </message>
    </context>
    <context>
        <name>ImageCard</name>
        <message>
            <location filename="../../widgets/inspector/image_card.py" />
            <source>Image is reviewed, or not</source>
            <translation>Bild ist geprüft, oder nicht</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/image_card.py" />
            <source>Approve the image, or take that back</source>
            <translation>Bild freigeben, oder das zurücknehmen</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/image_card.py" />
            <source>Return the image with a comment</source>
            <translation>Bild mit einem Kommentar zurückgeben</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/image_card.py" />
            <source>There are no objects here</source>
            <translation>Hier sind keine Objekte</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/image_card.py" />
            <source>State of the image</source>
            <translation>Stand des Bildes</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/image_card.py" />
            <source>Resolved</source>
            <translation>Erledigt</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/image_card.py" />
            <source>Open</source>
            <translation>Offen</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/image_card.py" />
            <source>Show</source>
            <translation>Zeigen</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/image_card.py" />
            <source>Resolve</source>
            <translation>Erledigen</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/image_card.py" />
            <source>Answer…</source>
            <translation>Antworten…</translation>
        </message>
    </context>
    <context>
        <name>InspectorPresenter</name>
        <message>
            <location filename="../../app/presenters/inspector.py" />
            <source>Add a box of class {name}, {width:.0f} × {height:.0f} px at {x:.0f}, {y:.0f}.</source>
            <translation>Eine Box der Klasse {name} hinzufügen, {width:.0f} × {height:.0f} px bei {x:.0f}, {y:.0f}.</translation>
        </message>
        <message>
            <location filename="../../app/presenters/inspector.py" />
            <source>Move the box: {width:.0f} × {height:.0f} px at {x:.0f}, {y:.0f}.</source>
            <translation>Die Box verschieben: {width:.0f} × {height:.0f} px bei {x:.0f}, {y:.0f}.</translation>
        </message>
        <message>
            <location filename="../../app/presenters/inspector.py" />
            <source>Change the class to {name}.</source>
            <translation>Die Klasse in {name} ändern.</translation>
        </message>
        <message>
            <location filename="../../app/presenters/inspector.py" />
            <source>Delete the box.</source>
            <translation>Die Box löschen.</translation>
        </message>
        <message>
            <location filename="../../app/presenters/inspector.py" />
            <source>Change the class to {name} and move the box: {width:.0f} × {height:.0f} px at {x:.0f}, {y:.0f}.</source>
            <translation>Die Klasse in {name} ändern und die Box verschieben: {width:.0f} × {height:.0f} px bei {x:.0f}, {y:.0f}.</translation>
        </message>
        <message>
            <location filename="../../app/presenters/inspector.py" />
            <source>No prediction of its class overlaps it by 0.50 IoU or more.</source>
            <translation>Keine Vorhersage ihrer Klasse überlappt sie mit einem IoU von 0.50 oder mehr.</translation>
        </message>
        <message>
            <location filename="../../app/presenters/inspector.py" />
            <source>Matched by a prediction with score {score:.2f}, IoU {iou:.2f}.</source>
            <translation>Gefunden von einer Vorhersage mit Score {score:.2f}, IoU {iou:.2f}.</translation>
        </message>
    </context>
    <context>
        <name>JournalDialog</name>
        <message>
            <location filename="../../widgets/journal/dialog.py" />
            <source>Journal</source>
            <translation>Journal</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/dialog.py" />
            <source>Steps</source>
            <translation>Schritte</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/dialog.py" />
            <source>Look at this moment</source>
            <translation>Diesen Moment ansehen</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/dialog.py" />
            <source>Return to it</source>
            <translation>Dahin zurückkehren</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/dialog.py" />
            <source>Compare with the source</source>
            <translation>Mit der Quelle vergleichen</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/dialog.py" />
            <source>Export…</source>
            <translation>Exportieren…</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/dialog.py" />
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/dialog.py" />
            <source>Compare the two</source>
            <translation>Die zwei vergleichen</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/dialog.py" />
            <source>Compare with now</source>
            <translation>Mit jetzt vergleichen</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/dialog.py" />
            <source>Moments {first} and {second}</source>
            <translation>Momente {first} und {second}</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/dialog.py" />
            <source>Moment {moment} of {count}</source>
            <translation>Moment {moment} von {count}</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/dialog.py" />
            <source>Select one moment, or two with Ctrl</source>
            <translation>Einen Moment wählen, oder zwei mit Strg</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/dialog.py" />
            <source>  and {} more</source>
            <translation>  und {} weitere</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/dialog.py" />
            <source>Before: {}</source>
            <translation>Vorher: {}</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/dialog.py" />
            <source>After: {}</source>
            <translation>Nachher: {}</translation>
        </message>
    </context>
    <context>
        <name>JournalModel</name>
        <message>
            <location filename="../../widgets/journal/model.py" />
            <source>Moment</source>
            <translation>Moment</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/model.py" />
            <source>Time</source>
            <translation>Zeit</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/model.py" />
            <source>Person</source>
            <translation>Person</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/model.py" />
            <source>What</source>
            <translation>Was</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/model.py" />
            <source>How</source>
            <translation>Wie</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/model.py" />
            <source>Image</source>
            <translation>Bild</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/model.py" />
            <source>mAP after</source>
            <translation>mAP nachher</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/model.py" />
            <source>Change</source>
            <translation>Änderung</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/model.py" />
            <source>Of mAP by this step; a dash where predictions or settings changed meanwhile</source>
            <translation>Von mAP durch diesen Schritt; ein Strich, wo Vorhersagen oder Einstellungen inzwischen andere sind</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/model.py" />
            <source>The source as it was opened</source>
            <translation>Die Quelle, wie sie geöffnet wurde</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/model.py" />
            <source>{} images</source>
            <translation>{} Bilder</translation>
        </message>
    </context>
    <context>
        <name>JournalWindow</name>
        <message>
            <location filename="../../app/journal.py" />
            <source>You look at the source, as it was opened</source>
            <translation>Zu sehen ist die Quelle, wie sie geöffnet wurde</translation>
        </message>
        <message>
            <location filename="../../app/journal.py" />
            <source>You look at moment {moment} of {count}, {time}</source>
            <translation>Zu sehen ist Moment {moment} von {count}, {time}</translation>
        </message>
        <message>
            <location filename="../../app/journal.py" />
            <source>Export the table</source>
            <translation>Die Tabelle exportieren</translation>
        </message>
    </context>
    <context>
        <name>KeyButton</name>
        <message>
            <location filename="../../widgets/inspector/flag_card.py" />
            <source>Key: {}</source>
            <translation>Taste: {}</translation>
        </message>
    </context>
    <context>
        <name>KeyField</name>
        <message>
            <location filename="../../widgets/dialogs/keys.py" />
            <source>Press a key…</source>
            <translation>Taste drücken…</translation>
        </message>
    </context>
    <context>
        <name>Keys</name>
        <message>
            <location filename="../../app/key_settings.py" />
            <source>{key} has a meaning that cannot be changed: it moves the picture, opens a menu or closes the window.</source>
            <translation>{key} hat eine feste Bedeutung: Bild verschieben, Menü öffnen oder Fenster schließen.</translation>
        </message>
        <message>
            <location filename="../../app/key_settings.py" />
            <source>{key} is the key of “{action}”. Take it away there first.</source>
            <translation>{key} ist die Taste von „{action}“. Dort zuerst wegnehmen.</translation>
        </message>
        <message>
            <location filename="../../widgets/key_text.py" />
            <source>Enter</source>
            <translation>Eingabe</translation>
        </message>
        <message>
            <location filename="../../widgets/key_text.py" />
            <source>Enter (number pad)</source>
            <translation>Eingabe (Ziffernblock)</translation>
        </message>
    </context>
    <context>
        <name>KeysDialog</name>
        <message>
            <location filename="../../widgets/dialogs/keys.py" />
            <source>Keys</source>
            <translation>Tasten</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/keys.py" />
            <source>Find an action or a key</source>
            <translation>Aktion oder Taste suchen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/keys.py" />
            <source>Use Esc</source>
            <translation>Esc verwenden</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/keys.py" />
            <source>&amp;Change…</source>
            <translation>&amp;Ändern…</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/keys.py" />
            <source>&amp;Remove</source>
            <translation>&amp;Entfernen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/keys.py" />
            <source>Re&amp;set</source>
            <translation>&amp;Zurücksetzen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/keys.py" />
            <source>Reset &amp;all</source>
            <translation>&amp;Alle zurücksetzen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/keys.py" />
            <source>C&amp;opy all</source>
            <translation>Alle &amp;kopieren</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/keys.py" />
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/keys.py" />
            <source>New key of {action}</source>
            <translation>Neue Taste für {action}</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/keys.py" />
            <source>Press the new key of “{action}”. Esc leaves it as it is.</source>
            <translation>Neue Taste für „{action}“ drücken. Esc lässt alles, wie es ist.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/keys.py" />
            <source>Nothing was changed. To give it Esc itself:</source>
            <translation>Nichts wurde geändert. Um Esc selbst zu vergeben:</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/keys.py" />
            <source>The mouse wheel zooms at the cursor; drag with the middle button, or with Space held, to pan.</source>
            <translation>Das Mausrad zoomt am Zeiger; Ziehen mit der mittleren Taste oder mit gehaltener Leertaste verschiebt das Bild.</translation>
        </message>
    </context>
    <context>
        <name>KnownAnswersDialog</name>
        <message>
            <location filename="../../widgets/dialogs/known_answers.py" />
            <source>Mix in known answers</source>
            <translation>Bekannte Antworten einmischen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/known_answers.py" />
            <source>Flags with a wrong suggestion are put on labels of approved images and look like any other. Whoever says that the label is right answers well. Whatever is said, labels, metrics, journal, exports and sign-off stay as they are; People shows how each person answered.</source>
            <translation>Labels freigegebener Bilder erhalten Hinweise mit einem falschen Vorschlag, die wie alle anderen aussehen. Richtig antwortet, wer sagt, dass das Label stimmt. Was auch gesagt wird: Labels, Metriken, Journal, Exporte und Abnahme bleiben, wie sie sind; unter Personen steht, wie jede geantwortet hat.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/known_answers.py" />
            <source>1 in </source>
            <translation>1 von </translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/known_answers.py" />
            <source> flags</source>
            <translation> Hinweisen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/known_answers.py" />
            <source>Everybody; or names, with commas</source>
            <translation>Alle; oder Namen, mit Kommas</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/known_answers.py" />
            <source>&amp;Share</source>
            <translation>&amp;Anteil</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/known_answers.py" />
            <source>&amp;Leads, who see the scores</source>
            <translation>&amp;Leitung, die die Ergebnisse sieht</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/known_answers.py" />
            <source>Mix in</source>
            <translation>Einmischen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/known_answers.py" />
            <source>No approved image has a label that nothing doubts: approve images first.</source>
            <translation>Kein freigegebenes Bild hat ein Label, das nichts bezweifelt: Geben Sie erst Bilder frei.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/known_answers.py" />
            <source>{count} known answers for {waiting} flags that wait; {available} labels can have one.</source>
            <translation>{count} bekannte Antworten auf {waiting} wartende Hinweise; {available} Labels kommen infrage.</translation>
        </message>
    </context>
    <context>
        <name>LabelMapDialog</name>
        <message>
            <location filename="../../widgets/dialogs/label_map.py" />
            <source>Match the model's classes</source>
            <translation>Klassen des Modells zuordnen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/label_map.py" />
            <source>Match by &amp;name</source>
            <translation>Nach &amp;Namen zuordnen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/label_map.py" />
            <source>Match by the &amp;labels</source>
            <translation>Nach &amp;Labels zuordnen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/label_map.py" />
            <source>Use this match</source>
            <translation>Diese Zuordnung verwenden</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/label_map.py" />
            <source>Every class is left out: no prediction would count.</source>
            <translation>Jede Klasse ist ausgelassen: keine Vorhersage würde zählen.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/label_map.py" />
            <source>{count} of {all} predictions lie on a label of their class.</source>
            <translation>{count} von {all} Vorhersagen liegen auf einem Label ihrer Klasse.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/label_map.py" />
            <source>Others would fit better: see “Match by the labels”.</source>
            <translation>Andere würden besser passen: siehe „Nach Labels zuordnen“.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/label_map.py" />
            <source>1 class is left out, with {lost} predictions.</source>
            <translation>1 Klasse ist ausgelassen, mit {lost} Vorhersagen.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/label_map.py" />
            <source>{count} classes are left out, with {lost} predictions.</source>
            <translation>{count} Klassen sind ausgelassen, mit {lost} Vorhersagen.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/label_map.py" />
            <source>The model says its classes as numbers. Solid boxes are labels, dashed ones what the model says: where the names of both agree, the match is right.</source>
            <translation>Das Modell sagt seine Klassen als Zahlen. Durchgezogene Boxen sind Labels, gestrichelte sagt das Modell: wo die Namen beider übereinstimmen, stimmt die Zuordnung.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/label_map.py" />
            <source>As it was at first: classes of the same name</source>
            <translation>Wie zu Beginn: Klassen gleichen Namens</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/label_map.py" />
            <source>Each class with the one on whose labels most of its predictions lie</source>
            <translation>Jede Klasse mit der, auf deren Labels die meisten ihrer Vorhersagen liegen</translation>
        </message>
    </context>
    <context>
        <name>Language</name>
        <message>
            <location filename="../../widgets/words.py" />
            <source>English</source>
            <translation>Deutsch</translation>
        </message>
    </context>
    <context>
        <name>Legend</name>
        <message>
            <location filename="../../widgets/plots/losses.py" />
            <source>Class</source>
            <translation>Klasse</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/losses.py" />
            <source>Place</source>
            <translation>Stelle</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/losses.py" />
            <source>Existence</source>
            <translation>Vorhandensein</translation>
        </message>
    </context>
    <context>
        <name>ListingDialog</name>
        <message>
            <location filename="../../widgets/dialogs/listing.py" />
            <source>Copy all</source>
            <translation>Alles kopieren</translation>
        </message>
    </context>
    <context>
        <name>Loss</name>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>Write COCO to keep it</source>
            <translation>COCO behält es</translation>
        </message>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>{count} boxes</source>
            <translation>{count} Boxen</translation>
        </message>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>1 box</source>
            <translation>1 Box</translation>
        </message>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>left out, on images of unknown size, of which {title} has fractions</source>
            <translation>ausgelassen, auf Bildern unbekannter Größe, von der {title} Bruchteile angibt</translation>
        </message>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>Open the images with them</source>
            <translation>Die Bilder mit ihnen öffnen</translation>
        </message>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>left out, whose class is not known</source>
            <translation>ausgelassen: Klasse unbekannt</translation>
        </message>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>Give them a class</source>
            <translation>Ihnen eine Klasse geben</translation>
        </message>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>left out, without a place</source>
            <translation>ausgelassen: ohne Ort</translation>
        </message>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>Correct or delete them</source>
            <translation>Berichtigen oder löschen</translation>
        </message>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>become plain ones: {title} knows no crowds</source>
            <translation>danach gewöhnlich: {title} kennt keine Crowds</translation>
        </message>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>lose their area: {title} has that of the box alone</source>
            <translation>ohne eigene Fläche: {title} hat nur die der Box</translation>
        </message>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>count again: {title} cannot say that they are ignored</source>
            <translation>wieder mitgezählt: {title} kann nicht sagen, dass sie nicht zählen</translation>
        </message>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>move by half a pixel at most: {title} has whole pixels</source>
            <translation>um höchstens einen halben Pixel verschoben: {title} hat ganze Pixel</translation>
        </message>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>move by less than a hundredth of a pixel: {title} has fractions of 32 bits</source>
            <translation>um weniger als ein Hundertstel Pixel verschoben: {title} hat Bruchteile mit 32 Bit</translation>
        </message>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>lose their outlines, from which they were moved</source>
            <translation>ohne Umriss, von dem sie weggeschoben wurden</translation>
        </message>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>{count} images left out, without boxes: {title} has a row for each box alone</source>
            <translation>{count} Bilder ausgelassen, ohne Boxen: {title} hat nur für jede Box eine Zeile</translation>
        </message>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>{count} images cannot be told apart: {title} names them without what is behind the point</source>
            <translation>{count} Bilder sind nicht zu unterscheiden: {title} nennt sie ohne das, was hinter dem Punkt steht</translation>
        </message>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>Give each a name of its own</source>
            <translation>Jedem einen eigenen Namen geben</translation>
        </message>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>images lose their ids, by which predictions may know them: {title} has names alone</source>
            <translation>Bilder verlieren ihre Ids, an denen Vorhersagen sie erkennen können: {title} hat nur Namen</translation>
        </message>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>classes without boxes are lost: {title} has no list of classes ({names})</source>
            <translation>Klassen ohne Boxen gehen verloren: {title} hat keine Liste der Klassen ({names})</translation>
        </message>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>Open it with a label map that names them</source>
            <translation>Mit einer Label-Map öffnen, die sie nennt</translation>
        </message>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>classes of the same name become one ({names})</source>
            <translation>Klassen gleichen Namens werden eine ({names})</translation>
        </message>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>Give each its own name</source>
            <translation>Jeder einen eigenen Namen geben</translation>
        </message>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>{count} classes get other numbers: {name}, {before}, is {after} in {title}</source>
            <translation>{count} Klassen erhalten andere Nummern: {name}, {before}, ist {after} in {title}</translation>
        </message>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>Use the label map or class list that belongs to these labels</source>
            <translation>Die Label-Map oder Klassenliste nehmen, die zu diesen Labels gehört</translation>
        </message>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>fields of boxes are lost: {fields}</source>
            <translation>Felder von Boxen gehen verloren: {fields}</translation>
        </message>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>Write {format} again to keep them</source>
            <translation>{format} behält sie</translation>
        </message>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>what else is said of images and dataset is lost: {fields}</source>
            <translation>was sonst von Bildern und Datensatz gesagt ist, geht verloren: {fields}</translation>
        </message>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>Write {format} again to keep it</source>
            <translation>{format} behält es</translation>
        </message>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>{count} records get no image, which is not at hand</source>
            <translation>{count} Einträge erhalten kein Bild, das nicht zur Hand ist</translation>
        </message>
        <message>
            <location filename="../../engine/formats/losses.py" />
            <source>Open the labels with their images</source>
            <translation>Die Labels mit ihren Bildern öffnen</translation>
        </message>
    </context>
    <context>
        <name>LossBars</name>
        <message>
            <location filename="../../widgets/inspector/loss_bars.py" />
            <source>Class</source>
            <translation>Klasse</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/loss_bars.py" />
            <source>The model sees another class here</source>
            <translation>Das Modell sieht hier eine andere Klasse</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/loss_bars.py" />
            <source>Place</source>
            <translation>Stelle</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/loss_bars.py" />
            <source>The model sees the object elsewhere</source>
            <translation>Das Modell sieht das Objekt an anderer Stelle</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/loss_bars.py" />
            <source>Existence</source>
            <translation>Vorhandensein</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/loss_bars.py" />
            <source>The model sees nothing here</source>
            <translation>Das Modell sieht hier nichts</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/loss_bars.py" />
            <source>Loss: {}</source>
            <translation>Verlust: {}</translation>
        </message>
    </context>
    <context>
        <name>LossPage</name>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>{count:,} labels have a loss from {low:.2f} to {high:.2f}: the largest of its parts.</source>
            <translation>{count:,} Labels haben einen Verlust von {low:.2f} bis {high:.2f}: der größte seiner Teile.</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/pages.py" />
            <source>Drag the brush or its edges, or click a bar, to see the labels.</source>
            <translation>Ziehen Sie die Auswahl oder ihre Ränder, oder klicken Sie auf einen Balken, um die Labels zu sehen.</translation>
        </message>
    </context>
    <context>
        <name>LossPlot</name>
        <message>
            <location filename="../../widgets/plots/losses.py" />
            <source>Labels</source>
            <translation>Labels</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/losses.py" />
            <source>Loss</source>
            <translation>Verlust</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/losses.py" />
            <source>How many labels have which loss</source>
            <translation>Wie viele Labels welchen Verlust haben</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/losses.py" />
            <source>{count:,} labels with a loss of {low:.3f} to {high:.3f}</source>
            <translation>{count:,} Labels mit einem Verlust von {low:.3f} bis {high:.3f}</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <location filename="../../app/main_window.py" />
            <source>Queue</source>
            <translation>Warteschlange</translation>
        </message>
        <message>
            <location filename="../../app/main_window.py" />
            <source>Inspector</source>
            <translation>Inspektor</translation>
        </message>
        <message>
            <location filename="../../app/main_window.py" />
            <source>Metrics</source>
            <translation>Metriken</translation>
        </message>
        <message>
            <location filename="../../app/main_window.py" />
            <source>Runs</source>
            <translation>Läufe</translation>
        </message>
        <message>
            <location filename="../../app/main_window.py" />
            <source>Why is mAP low?</source>
            <translation>Warum ist die mAP niedrig?</translation>
        </message>
        <message>
            <location filename="../../app/main_window.py" />
            <source>Tools and metrics</source>
            <translation>Werkzeuge und Metriken</translation>
        </message>
        <message>
            <location filename="../../app/main_window.py" />
            <source>Plots</source>
            <translation>Diagramme</translation>
        </message>
        <message>
            <location filename="../../app/main_window.py" />
            <source>Per class</source>
            <translation>Je Klasse</translation>
        </message>
        <message>
            <location filename="../../app/main_window.py" />
            <source>All twelve</source>
            <translation>Alle zwölf</translation>
        </message>
        <message>
            <location filename="../../app/main_window.py" />
            <source>Change</source>
            <translation>Änderung</translation>
        </message>
        <message>
            <location filename="../../app/main_window.py" />
            <source>Pages of the metrics</source>
            <translation>Seiten der Metriken</translation>
        </message>
        <message>
            <location filename="../../app/main_window.py" />
            <source>Predictions from score</source>
            <translation>Vorhersagen ab Score</translation>
        </message>
        <message>
            <location filename="../../app/main_window.py" />
            <source>Smallest score of the predictions shown</source>
            <translation>Kleinster Score der gezeigten Vorhersagen</translation>
        </message>
    </context>
    <context>
        <name>Measure</name>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>Boxes that the other has too (F1)</source>
            <translation>Boxen, die auch die andere Seite hat (F1)</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>Objects that both have (Jaccard)</source>
            <translation>Objekte, die beide haben (Jaccard)</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>Place: mean IoU</source>
            <translation>Lage: mittlere IoU</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>Same class, where both have a box</source>
            <translation>Gleiche Klasse, wo beide eine Box haben</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>Class beyond chance: kappa</source>
            <translation>Klasse über den Zufall hinaus: Kappa</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>Class beyond chance: Krippendorff's alpha</source>
            <translation>Klasse über den Zufall hinaus: Krippendorffs Alpha</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>Existence and class together: alpha</source>
            <translation>Vorhandensein und Klasse zusammen: Alpha</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>Class on the image at all: kappa</source>
            <translation>Klasse überhaupt auf dem Bild: Kappa</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/agreement.py" />
            <source>Class on the image at all: alpha</source>
            <translation>Klasse überhaupt auf dem Bild: Alpha</translation>
        </message>
    </context>
    <context>
        <name>Menu</name>
        <message>
            <location filename="../../app/key_settings.py" />
            <source>Boxes</source>
            <translation>Boxen</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;File</source>
            <translation>&amp;Datei</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Edit</source>
            <translation>&amp;Bearbeiten</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Review</source>
            <translation>&amp;Prüfen</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;View</source>
            <translation>&amp;Ansicht</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Go</source>
            <translation>&amp;Gehe zu</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Model</source>
            <translation>&amp;Modell</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>&amp;Help</source>
            <translation>&amp;Hilfe</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>Colo&amp;ur boxes</source>
            <translation>Boxen &amp;färben</translation>
        </message>
        <message>
            <location filename="../../app/actions.py" />
            <source>La&amp;nguage</source>
            <translation>&amp;Sprache</translation>
        </message>
    </context>
    <context>
        <name>Message</name>
        <message>
            <location filename="../../app/exporting.py" />
            <source>Labels written to {output}</source>
            <translation>Labels in {output} geschrieben</translation>
        </message>
        <message>
            <location filename="../../app/operations/diagnose.py" />
            <source>Task list written to {output}</source>
            <translation>Aufgabenliste nach {output} geschrieben</translation>
        </message>
        <message>
            <location filename="../../app/operations/journal.py" />
            <source>Table written to {output}</source>
            <translation>Tabelle geschrieben nach {output}</translation>
        </message>
        <message>
            <location filename="../../app/operations/snap.py" />
            <source>No edges stand out here: the box stays as it is.</source>
            <translation>Hier fallen keine Kanten auf: die Box bleibt, wie sie ist.</translation>
        </message>
        <message>
            <location filename="../../app/operations/snap.py" />
            <source>No edges stand out.</source>
            <translation>Keine Kanten fallen auf.</translation>
        </message>
        <message>
            <location filename="../../app/signing.py" />
            <source>Report written to {output}</source>
            <translation>Bericht geschrieben nach {output}</translation>
        </message>
        <message>
            <location filename="../../app/signing.py" />
            <source>Signed; the record was written to {output}</source>
            <translation>Unterschrieben; die Urkunde liegt in {output}</translation>
        </message>
    </context>
    <context>
        <name>MessagePresenter</name>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Open the folder</source>
            <translation>Ordner öffnen</translation>
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Show</source>
            <translation>Zeigen</translation>
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>{} problems found in the files</source>
            <translation>{} Probleme in den Dateien gefunden</translation>
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>1 problem found in the files</source>
            <translation>1 Problem in den Dateien gefunden</translation>
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Undone: {step}</source>
            <translation>Rückgängig gemacht: {step}</translation>
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Redo</source>
            <translation>Wiederholen</translation>
        </message>
        <message>
            <location filename="../../app/presenters/message.py" />
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
    </context>
    <context>
        <name>MetricsBar</name>
        <message>
            <location filename="../../widgets/metrics/metrics.py" />
            <source>Baseline mAP</source>
            <translation>mAP am Anfang</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/metrics.py" />
            <source>Current mAP</source>
            <translation>mAP jetzt</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/metrics.py" />
            <source>Delta of mAP</source>
            <translation>Änderung von mAP</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/metrics.py" />
            <source>mAP if the box is let go now</source>
            <translation>mAP, wenn die Box jetzt losgelassen wird</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/metrics.py" />
            <source>Current</source>
            <translation>Jetzt</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/metrics.py" />
            <source>Delta</source>
            <translation>Differenz</translation>
        </message>
    </context>
    <context>
        <name>MetricsPresenter</name>
        <message>
            <location filename="../../app/presenters/metrics.py" />
            <source>All edits saved in {}</source>
            <translation>Alle Bearbeitungen in {} gespeichert</translation>
        </message>
        <message>
            <location filename="../../app/presenters/metrics.py" />
            <source>IoU thresholds: {}</source>
            <translation>IoU-Schwellen: {}</translation>
        </message>
        <message>
            <location filename="../../app/presenters/metrics.py" />
            <source>Areas: {}</source>
            <translation>Flächen: {}</translation>
        </message>
        <message>
            <location filename="../../app/presenters/metrics.py" />
            <source>all</source>
            <translation>alle</translation>
        </message>
        <message>
            <location filename="../../app/presenters/metrics.py" />
            <source>Detections per image: {}</source>
            <translation>Vorhersagen je Bild: {}</translation>
        </message>
        <message>
            <location filename="../../app/presenters/metrics.py" />
            <source>Not COCO's settings</source>
            <translation>Nicht wie COCO</translation>
        </message>
    </context>
    <context>
        <name>Minimap</name>
        <message>
            <location filename="../../widgets/canvas/minimap.py" />
            <source>Overview of the image</source>
            <translation>Übersicht über das Bild</translation>
        </message>
        <message>
            <location filename="../../widgets/canvas/minimap.py" />
            <source>Click or drag to go there</source>
            <translation>Klicken oder ziehen, um dorthin zu gehen</translation>
        </message>
    </context>
    <context>
        <name>ModelRuns</name>
        <message>
            <location filename="../../app/runs.py" />
            <source>No model is running.</source>
            <translation>Es läuft kein Modell.</translation>
        </message>
        <message>
            <location filename="../../app/runs.py" />
            <source>The filter shows no image to run the model over.</source>
            <translation>Der Filter zeigt kein Bild, über das das Modell laufen könnte.</translation>
        </message>
        <message>
            <location filename="../../app/runs.py" />
            <source>The folder of the images is not known. Open the dataset with images.</source>
            <translation>Der Ordner der Bilder ist nicht bekannt. Öffnen Sie den Datensatz mit Bildern.</translation>
        </message>
        <message>
            <location filename="../../app/runs.py" />
            <source>There is no model yet. Choose one, and it is run over the images.</source>
            <translation>Noch gibt es kein Modell. Wählen Sie eines, dann läuft es über die Bilder.</translation>
        </message>
        <message>
            <location filename="../../app/runs.py" />
            <source>{total} since {run}: {model} by the model, {labels} by the labels.</source>
            <translation>{total} seit {run}: {model} durch das Modell, {labels} durch die Labels.</translation>
        </message>
        <message>
            <location filename="../../app/runs.py" />
            <source>No image is new or has changed.</source>
            <translation>Kein Bild ist neu oder geändert.</translation>
        </message>
        <message>
            <location filename="../../app/runs.py" />
            <source>{share:.0%} of what the model said is of classes that the dataset lacks: Model &gt; Match the model's classes may mend that.</source>
            <translation>{share:.0%} dessen, was das Modell sagte, ist von Klassen, die dem Datensatz fehlen: Modell &gt; Klassen des Modells zuordnen kann das beheben.</translation>
        </message>
        <message>
            <location filename="../../app/runs.py" />
            <source>The run in use has mAP {ap:.3f} on the same images.</source>
            <translation>Der verwendete Lauf hat auf denselben Bildern mAP {ap:.3f}.</translation>
        </message>
        <message>
            <location filename="../../app/runs.py" />
            <source>The run was stopped.</source>
            <translation>Der Lauf wurde abgebrochen.</translation>
        </message>
        <message>
            <location filename="../../app/runs.py" />
            <source>What the model said of {count} images is kept.</source>
            <translation>Was das Modell zu {count} Bildern sagte, bleibt erhalten.</translation>
        </message>
    </context>
    <context>
        <name>NarrowingLine</name>
        <message>
            <location filename="../../widgets/queue/narrowing.py" />
            <source>All flags</source>
            <translation>Alle Hinweise</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/narrowing.py" />
            <source>Give back</source>
            <translation>Zurückgeben</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/narrowing.py" />
            <source>Let others have these images; what was done to them stays</source>
            <translation>Diese Bilder anderen überlassen; was daran getan wurde, bleibt</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/narrowing.py" />
            <source>Show every flag again</source>
            <translation>Wieder alle Hinweise zeigen</translation>
        </message>
    </context>
    <context>
        <name>Note</name>
        <message>
            <location filename="../../widgets/canvas/note.py" />
            <source>How the image is shown</source>
            <translation>Wie das Bild gezeigt wird</translation>
        </message>
    </context>
    <context>
        <name>NumbersButton</name>
        <message>
            <location filename="../../widgets/queue/numbers.py" />
            <source>Bounds for score, price, loss and worth</source>
            <translation>Grenzen für Score, Preis, Verlust und Nutzen</translation>
        </message>
    </context>
    <context>
        <name>OpenDatasetDialog</name>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>Open dataset</source>
            <translation>Datensatz öffnen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>&amp;Annotations</source>
            <translation>&amp;Annotationen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>COCO, Pascal VOC, YOLO, TFRecord, CSV, LabelMe, CVAT, Datumaro</source>
            <translation>COCO, Pascal VOC, YOLO, TFRecord, CSV, LabelMe, CVAT, Datumaro</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>A file (COCO, CVAT, Datumaro, CSV, TFRecord, data.yaml)…</source>
            <translation>Eine Datei (COCO, CVAT, Datumaro, CSV, TFRecord, data.yaml)…</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>A folder (Pascal VOC, YOLO, LabelMe, TFRecord)…</source>
            <translation>Ein Ordner (Pascal VOC, YOLO, LabelMe, TFRecord)…</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>&amp;Images</source>
            <translation>&amp;Bilder</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>The folder of the images, or its address: s3://…, https://…</source>
            <translation>Der Ordner der Bilder oder seine Adresse: s3://…, https://…</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>or &amp;model</source>
            <translation>oder &amp;Modell</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>A SavedModel, .keras or .tflite, run where there are none</source>
            <translation>Ein SavedModel, .keras oder .tflite, das läuft, wo es keine gibt</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>A .keras or .tflite file…</source>
            <translation>Eine Datei .keras oder .tflite…</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>The folder of a SavedModel…</source>
            <translation>Der Ordner eines SavedModels…</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>&amp;Label map</source>
            <translation>&amp;Label-Map</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>Names of the model's classes (pbtxt, txt, JSON, YAML)</source>
            <translation>Namen der Klassen des Modells (pbtxt, txt, JSON, YAML)</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>&amp;Split</source>
            <translation>&amp;Split</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>A list of the images to open; empty: all</source>
            <translation>Eine Liste der zu öffnenden Bilder; leer: alle</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>P&amp;roject file</source>
            <translation>P&amp;rojektdatei</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>Empty: beside the annotations</source>
            <translation>Leer: neben den Annotationen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>Boxwright projects (*.boxwright)</source>
            <translation>Boxwright-Projekte (*.boxwright)</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>Your files are never written to.</source>
            <translation>In Ihre Dateien wird nie geschrieben.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>Choose the annotations to review.</source>
            <translation>Wählen Sie die Annotationen, die geprüft werden sollen.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>Give either predictions or a model, not both.</source>
            <translation>Geben Sie Vorhersagen oder ein Modell an, nicht beides.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/open_dataset.py" />
            <source>A model needs the folder of the images.</source>
            <translation>Ein Modell braucht den Ordner der Bilder.</translation>
        </message>
    </context>
    <context>
        <name>OrderChoice</name>
        <message>
            <location filename="../../widgets/queue/order.py" />
            <source>Sort the queue</source>
            <translation>Warteschlange sortieren</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/order.py" />
            <source>Sort by: worth is the size of the change of mAP times its probability</source>
            <translation>Sortieren; Nutzen ist die Größe der Änderung von mAP mal ihrer Wahrscheinlichkeit</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/order.py" />
            <source>By worth</source>
            <translation>Nutzen</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/order.py" />
            <source>By probability</source>
            <translation>Wahrscheinlichkeit</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/order.py" />
            <source>By loss</source>
            <translation>Verlust</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/order.py" />
            <source>By price</source>
            <translation>Preis</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/order.py" />
            <source>By kind</source>
            <translation>Art</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/order.py" />
            <source>By class</source>
            <translation>Klasse</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/order.py" />
            <source>By image</source>
            <translation>Bild</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/order.py" />
            <source>As annotated</source>
            <translation>Wie annotiert</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/order.py" />
            <source>By verdict</source>
            <translation>Urteil</translation>
        </message>
    </context>
    <context>
        <name>Origin</name>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Drawn</source>
            <translation>Gezeichnet</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Moved</source>
            <translation>Verschoben</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Typed in</source>
            <translation>Eingetippt</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Relabelled</source>
            <translation>Klasse geändert</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Deleted</source>
            <translation>Gelöscht</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Pasted</source>
            <translation>Eingefügt</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Duplicated</source>
            <translation>Dupliziert</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Copied from the image before</source>
            <translation>Vom Bild davor kopiert</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Prediction taken over</source>
            <translation>Vorhersage übernommen</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Suggestion accepted</source>
            <translation>Vorschlag angenommen</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Judged</source>
            <translation>Beurteilt</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Settled by majority</source>
            <translation>Nach Mehrheit geklärt</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Read anew</source>
            <translation>Neu gelesen</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Put back</source>
            <translation>Zurückgesetzt</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Snapped to its edges</source>
            <translation>An Kanten ausgerichtet</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Relabelled in the gallery</source>
            <translation>Klasse in der Galerie geändert</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Deleted in the gallery</source>
            <translation>In der Galerie gelöscht</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Confirmed in the gallery</source>
            <translation>In der Galerie bestätigt</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Imported</source>
            <translation>Importiert</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Returned to a moment</source>
            <translation>Zu einem Moment zurückgekehrt</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>By hand</source>
            <translation>Von Hand</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Undone: {}</source>
            <translation>Rückgängig: {}</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Not done, somebody else was first: {}</source>
            <translation>Nicht ausgeführt, jemand war schneller: {}</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Done again: {}</source>
            <translation>Wiederholt: {}</translation>
        </message>
    </context>
    <context>
        <name>OtherFlags</name>
        <message>
            <location filename="../../widgets/inspector/other_flags.py" />
            <source>Other flags of this box</source>
            <translation>Andere Hinweise auf diese Box</translation>
        </message>
        <message>
            <location filename="../../widgets/inspector/other_flags.py" />
            <source>Put this flag under review</source>
            <translation>Diesen Hinweis prüfen</translation>
        </message>
    </context>
    <context>
        <name>OtherLabelsDialog</name>
        <message>
            <location filename="../../widgets/dialogs/other_labels.py" />
            <source>Compare annotators</source>
            <translation>Annotierende vergleichen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/other_labels.py" />
            <source>Another person's labels of these images, or of some of them. Where they differ from the labels under review, the queue gets a flag: to accept it takes theirs, to say that the label is right keeps yours.</source>
            <translation>Die Labels einer anderen Person zu diesen Bildern oder einigen davon. Wo sie von den Labels in Prüfung abweichen, kommt ein Hinweis in die Warteschlange: Annehmen übernimmt ihre, „Label ist richtig“ behält Ihre.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/other_labels.py" />
            <source>&amp;Labels</source>
            <translation>&amp;Labels</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/other_labels.py" />
            <source>COCO JSON, a folder of Pascal VOC XML, or any other format that is read</source>
            <translation>COCO-JSON, ein Ordner mit Pascal-VOC-XML oder ein anderes lesbares Format</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/other_labels.py" />
            <source>A file…</source>
            <translation>Eine Datei…</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/other_labels.py" />
            <source>A folder…</source>
            <translation>Ein Ordner…</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/other_labels.py" />
            <source>&amp;Whose they are</source>
            <translation>&amp;Von wem</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/other_labels.py" />
            <source>Compare</source>
            <translation>Vergleichen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/other_labels.py" />
            <source>Choose the labels.</source>
            <translation>Wählen Sie die Labels.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/other_labels.py" />
            <source>Your files are never written to.</source>
            <translation>In Ihre Dateien wird nie geschrieben.</translation>
        </message>
    </context>
    <context>
        <name>Past</name>
        <message>
            <location filename="../../widgets/canvas/past.py" />
            <source>Return to this state</source>
            <translation>Zu diesem Stand zurückkehren</translation>
        </message>
        <message>
            <location filename="../../widgets/canvas/past.py" />
            <source>Back to now</source>
            <translation>Zurück zu jetzt</translation>
        </message>
    </context>
    <context>
        <name>PathRow</name>
        <message>
            <location filename="../../widgets/dialogs/choose_predictions.py" />
            <source>&amp;Predictions</source>
            <translation>&amp;Vorhersagen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/choose_predictions.py" />
            <source>COCO results, YOLO text files, TFRecord, CSV, NPZ</source>
            <translation>COCO-Ergebnisse, YOLO-Textdateien, TFRecord, CSV, NPZ</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/choose_predictions.py" />
            <source>A file (COCO results, TFRecord, CSV, NPZ)…</source>
            <translation>Eine Datei (COCO-Ergebnisse, TFRecord, CSV, NPZ)…</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/choose_predictions.py" />
            <source>A folder (YOLO text files, TFRecord)…</source>
            <translation>Ein Ordner (YOLO-Textdateien, TFRecord)…</translation>
        </message>
    </context>
    <context>
        <name>PathRows</name>
        <message>
            <location filename="../../widgets/dialogs/paths.py" />
            <source>Recognised as {}</source>
            <translation>Erkannt als {}</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/paths.py" />
            <source>Browse…</source>
            <translation>Suchen…</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/paths.py" />
            <source>Browse for {}</source>
            <translation>{} suchen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/paths.py" />
            <source>there is no such file or folder.</source>
            <translation>diese Datei oder diesen Ordner gibt es nicht.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/paths.py" />
            <source>this is a file; choose a folder.</source>
            <translation>das ist eine Datei; wählen Sie einen Ordner.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/paths.py" />
            <source>this is a folder; choose a file.</source>
            <translation>das ist ein Ordner; wählen Sie eine Datei.</translation>
        </message>
    </context>
    <context>
        <name>PauseRow</name>
        <message>
            <location filename="../../widgets/dialogs/pause_row.py" />
            <source>Why, for everybody to read</source>
            <translation>Warum, für alle zu lesen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/pause_row.py" />
            <source>Pause the project</source>
            <translation>Projekt anhalten</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/pause_row.py" />
            <source>Let it go on</source>
            <translation>Weitergehen lassen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/pause_row.py" />
            <source>Annotators go on. A pause keeps everything they did and takes nothing new.</source>
            <translation>Es wird gearbeitet. Eine Pause behält alles, was getan ist, und nimmt nichts Neues an.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/pause_row.py" />
            <source>Paused by {author} since {time}.</source>
            <translation>Angehalten von {author} seit {time}.</translation>
        </message>
    </context>
    <context>
        <name>People</name>
        <message>
            <location filename="../../app/people.py" />
            <source>Known answers are for the leads of this project: {}.</source>
            <translation>Bekannte Antworten sind Sache der Leitung dieses Projekts: {}.</translation>
        </message>
        <message>
            <location filename="../../app/people.py" />
            <source>{} known answers are mixed into the queue.</source>
            <translation>{} bekannte Antworten sind in die Liste eingemischt.</translation>
        </message>
        <message>
            <location filename="../../app/people.py" />
            <source>The project goes on.</source>
            <translation>Das Projekt geht weiter.</translation>
        </message>
        <message>
            <location filename="../../app/people.py" />
            <source>{author} has paused this project.</source>
            <translation>{author} hat dieses Projekt angehalten.</translation>
        </message>
    </context>
    <context>
        <name>PeopleDialog</name>
        <message>
            <location filename="../../widgets/dialogs/people.py" />
            <source>People</source>
            <translation>Personen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/people.py" />
            <source>Person</source>
            <translation>Person</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/people.py" />
            <source>Class</source>
            <translation>Klasse</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/people.py" />
            <source>Drawn</source>
            <translation>Gezeichnet</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/people.py" />
            <source>Moved</source>
            <translation>Verschoben</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/people.py" />
            <source>Relabelled</source>
            <translation>Klasse geändert</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/people.py" />
            <source>Deleted</source>
            <translation>Gelöscht</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/people.py" />
            <source>Verdicts</source>
            <translation>Urteile</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/people.py" />
            <source>Seconds
a step</source>
            <translation>Sekunden
je Schritt</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/people.py" />
            <source>Images
reviewed</source>
            <translation>Bilder
geprüft</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/people.py" />
            <source>Approved /
returned</source>
            <translation>Freigegeben /
zurückgegeben</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/people.py" />
            <source>At first
pass</source>
            <translation>Auf
Anhieb</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/people.py" />
            <source>Changed
by others</source>
            <translation>Von anderen
geändert</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/people.py" />
            <source>Open
flags</source>
            <translation>Offene
Hinweise</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/people.py" />
            <source>Known
answers</source>
            <translation>Bekannte
Antworten</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/people.py" />
            <source>Nobody has done anything yet.</source>
            <translation>Noch hat niemand etwas getan.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/people.py" />
            <source>What was undone is left out. The pace is the median time from one step to the next, breaks left out. At first pass: images approved and never returned, of those that a lead decided on. Changed by others: boxes that the next person wanted otherwise. Open flags: of a person, on images that they reviewed last.</source>
            <translation>Was rückgängig gemacht wurde, zählt nicht. Das Tempo ist der Median der Zeit von einem Schritt zum nächsten, ohne Pausen. Auf Anhieb: Bilder, die freigegeben und nie zurückgegeben wurden, unter denen, über die entschieden wurde. Von anderen geändert: Boxen, die die nächste Person anders wollte. Offene Hinweise: bei einer Person auf Bildern, die sie zuletzt geprüft hat.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/people.py" />
            <source>All images: {}.</source>
            <translation>Alle Bilder: {}.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/people.py" />
            <source>Known answers: right ones of those that were right or wrong, and between which shares a person's lies with 95 % confidence.</source>
            <translation>Bekannte Antworten: die richtigen unter den richtigen und falschen, und zwischen welchen Anteilen der einer Person mit 95 % Sicherheit liegt.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/people.py" />
            <source>All</source>
            <translation>Alle</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/people.py" />
            <source>Everybody</source>
            <translation>Alle zusammen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/people.py" />
            <source>{} unsure</source>
            <translation>{} unsicher</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/people.py" />
            <source>No class</source>
            <translation>Keine Klasse</translation>
        </message>
    </context>
    <context>
        <name>PerClassTable</name>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>What is measured of each class</source>
            <translation>Was von jeder Klasse gemessen wird</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>Measuring…</source>
            <translation>Wird gemessen…</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>Measure of each class</source>
            <translation>Maß jeder Klasse</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>All classes</source>
            <translation>Alle Klassen</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>AP</source>
            <translation>AP</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>COCO's average precision: the mean over all IoU thresholds, 0.5 to 0.95 by default.</source>
            <translation>COCOs Average Precision: das Mittel über alle IoU-Schwellen, gewöhnlich 0.5 bis 0.95.</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>AP50</source>
            <translation>AP50</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>COCO's average precision at IoU 0.5.</source>
            <translation>COCOs Average Precision bei IoU 0.5.</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>AR</source>
            <translation>AR</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>COCO's average recall with the most detections per image that count.</source>
            <translation>COCOs Average Recall mit den meisten Vorhersagen je Bild, die zählen.</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>Best F1</source>
            <translation>Bestes F1</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>The largest F1 at IoU 0.5, and the score from which on to keep predictions for it.</source>
            <translation>Das größte F1 bei IoU 0.5, und der Score, ab dem dafür Vorhersagen zu behalten sind.</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>VOC AP, 11 points</source>
            <translation>VOC-AP, 11 Punkte</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>Pascal VOC's average precision as until 2009: at IoU 0.5, the mean precision at 11 recalls; all predictions count, difficult boxes are ignored.</source>
            <translation>Pascal VOCs Average Precision bis 2009: bei IoU 0.5 die mittlere Precision an 11 Recalls; alle Vorhersagen zählen, schwierige Boxen werden übergangen.</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>VOC AP, all points</source>
            <translation>VOC-AP, alle Punkte</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>Pascal VOC's average precision since 2010: at IoU 0.5, the area under the whole curve; all predictions count, difficult boxes are ignored.</source>
            <translation>Pascal VOCs Average Precision seit 2010: bei IoU 0.5 die Fläche unter der ganzen Kurve; alle Vorhersagen zählen, schwierige Boxen werden übergangen.</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>Class</source>
            <translation>Klasse</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>Boxes</source>
            <translation>Boxen</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>Baseline</source>
            <translation>Anfang</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>Delta</source>
            <translation>Differenz</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>Score</source>
            <translation>Score</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>Precision</source>
            <translation>Precision</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>Recall</source>
            <translation>Recall</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/per_class.py" />
            <source>VOC AP</source>
            <translation>VOC-AP</translation>
        </message>
    </context>
    <context>
        <name>PersonBar</name>
        <message>
            <location filename="../../widgets/person_bar.py" />
            <source>What you do is kept under this name:</source>
            <translation>Was Sie tun, wird unter diesem Namen festgehalten:</translation>
        </message>
        <message>
            <location filename="../../widgets/person_bar.py" />
            <source>Your name</source>
            <translation>Ihr Name</translation>
        </message>
        <message>
            <location filename="../../widgets/person_bar.py" />
            <source>Use it</source>
            <translation>Verwenden</translation>
        </message>
    </context>
    <context>
        <name>Picture</name>
        <message>
            <location filename="../../app/pictures.py" />
            <source>Shown at {share:.0%} of its {width:,} × {height:,} pixels: all of them would take too much memory</source>
            <translation>Gezeigt mit {share:.0%} seiner {width:,} × {height:,} Pixel: Alle bräuchten zu viel Speicher</translation>
        </message>
    </context>
    <context>
        <name>PlaceKeeper</name>
        <message>
            <location filename="../../app/place.py" />
            <source>The place was not saved: {}</source>
            <translation>Die Stelle wurde nicht gespeichert: {}</translation>
        </message>
    </context>
    <context>
        <name>PlotsPanel</name>
        <message>
            <location filename="../../widgets/plots/panel.py" />
            <source>Curves</source>
            <translation>Kurven</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/panel.py" />
            <source>Deltas</source>
            <translation>Deltas</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/panel.py" />
            <source>Course</source>
            <translation>Verlauf</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/panel.py" />
            <source>Errors</source>
            <translation>Fehler</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/panel.py" />
            <source>Confusion</source>
            <translation>Verwechselt</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/panel.py" />
            <source>Calibration</source>
            <translation>Kalibrierung</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/panel.py" />
            <source>Loss</source>
            <translation>Verlust</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/panel.py" />
            <source>Pages of the plots</source>
            <translation>Seiten der Diagramme</translation>
        </message>
    </context>
    <context>
        <name>PlotsPresenter</name>
        <message>
            <location filename="../../app/presenters/plots.py" />
            <source>Plots need predictions: open them, or run the model.</source>
            <translation>Diagramme brauchen Vorhersagen: öffnen Sie welche, oder lassen Sie das Modell laufen.</translation>
        </message>
        <message>
            <location filename="../../app/presenters/plots.py" />
            <source>Following mAP over the edits…</source>
            <translation>mAP wird über die Bearbeitungen verfolgt…</translation>
        </message>
        <message>
            <location filename="../../app/presenters/plots.py" />
            <source>Telling errors apart…</source>
            <translation>Fehler werden unterschieden…</translation>
        </message>
        <message>
            <location filename="../../app/presenters/plots.py" />
            <source>Edited boxes of {name}</source>
            <translation>Bearbeitete Boxen von {name}</translation>
        </message>
        <message>
            <location filename="../../app/presenters/plots.py" />
            <source>Boxes edited in step {step}</source>
            <translation>In Schritt {step} bearbeitete Boxen</translation>
        </message>
    </context>
    <context>
        <name>Policy</name>
        <message>
            <location filename="../../widgets/sign_off/sign_off.py" />
            <source>No open flag is worth more mAP than</source>
            <translation>Kein offener Hinweis ist mehr mAP wert als</translation>
        </message>
        <message>
            <location filename="../../widgets/sign_off/sign_off.py" />
            <source>Flags that stay open have a reason</source>
            <translation>Hinweise, die offen bleiben, sind begründet</translation>
        </message>
        <message>
            <location filename="../../widgets/sign_off/sign_off.py" />
            <source>No returned image waits</source>
            <translation>Kein zurückgegebenes Bild wartet</translation>
        </message>
        <message>
            <location filename="../../widgets/sign_off/sign_off.py" />
            <source>Every image is reviewed</source>
            <translation>Jedes Bild ist geprüft</translation>
        </message>
        <message>
            <location filename="../../widgets/sign_off/sign_off.py" />
            <source>A random sample of these labels was accepted</source>
            <translation>Eine Stichprobe dieser Labels wurde angenommen</translation>
        </message>
        <message>
            <location filename="../../widgets/sign_off/sign_off.py" />
            <source>At most so many are wrong by the sample</source>
            <translation>Höchstens so viele sind nach der Stichprobe falsch</translation>
        </message>
        <message>
            <location filename="../../widgets/sign_off/sign_off.py" />
            <source>Its reviewers edited no label</source>
            <translation>Wer sie geprüft hat, hat kein Label bearbeitet</translation>
        </message>
        <message>
            <location filename="../../widgets/sign_off/sign_off.py" />
            <source>Every image file is there</source>
            <translation>Jede Bilddatei ist da</translation>
        </message>
        <message>
            <location filename="../../widgets/sign_off/sign_off.py" />
            <source>Signed with a key</source>
            <translation>Mit einem Schlüssel unterschrieben</translation>
        </message>
    </context>
    <context>
        <name>ProblemsDialog</name>
        <message>
            <location filename="../../widgets/dialogs/problems.py" />
            <source>These records could not be used; everything else is. Nothing was changed in your files.</source>
            <translation>Diese Einträge waren nicht zu gebrauchen; alle anderen schon. An Ihren Dateien wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/problems.py" />
            <source>Nothing was wrong with the files that were opened.</source>
            <translation>An den geöffneten Dateien war nichts auszusetzen.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/problems.py" />
            <source>Problems found</source>
            <translation>Gefundene Probleme</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/problems.py" />
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/problems.py" />
            <source>Record</source>
            <translation>Eintrag</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/problems.py" />
            <source>What is wrong</source>
            <translation>Was nicht stimmt</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/problems.py" />
            <source>What to do</source>
            <translation>Was zu tun ist</translation>
        </message>
    </context>
    <context>
        <name>Progress</name>
        <message>
            <location filename="../../app/operations/agree.py" />
            <source>Comparing annotators</source>
            <translation>Annotierende werden verglichen</translation>
        </message>
        <message>
            <location filename="../../app/operations/agree.py" />
            <source>Reading annotations</source>
            <translation>Annotationen werden gelesen</translation>
        </message>
        <message>
            <location filename="../../app/operations/agree.py" />
            <source>Checking images</source>
            <translation>Bilder werden geprüft</translation>
        </message>
        <message>
            <location filename="../../app/operations/agree.py" />
            <source>Writing labels</source>
            <translation>Labels werden geschrieben</translation>
        </message>
        <message>
            <location filename="../../app/operations/agree.py" />
            <source>Settling by majority</source>
            <translation>Klären nach Mehrheit</translation>
        </message>
        <message>
            <location filename="../../app/operations/analyse.py" />
            <source>Telling errors apart</source>
            <translation>Fehler werden unterschieden</translation>
        </message>
        <message>
            <location filename="../../app/operations/analyse.py" />
            <source>Following mAP over the edits</source>
            <translation>mAP wird über die Bearbeitungen verfolgt</translation>
        </message>
        <message>
            <location filename="../../app/operations/analyse.py" />
            <source>Looking up boxes</source>
            <translation>Boxen werden gesucht</translation>
        </message>
        <message>
            <location filename="../../app/operations/augment.py" />
            <source>Changing the image</source>
            <translation>Bild wird geändert</translation>
        </message>
        <message>
            <location filename="../../app/operations/compare.py" />
            <source>Sharing the change out</source>
            <translation>Änderung wird aufgeteilt</translation>
        </message>
        <message>
            <location filename="../../app/operations/compare.py" />
            <source>Resampling images</source>
            <translation>Bilder werden neu gezogen</translation>
        </message>
        <message>
            <location filename="../../app/operations/compare.py" />
            <source>Reading the other predictions</source>
            <translation>Andere Vorhersagen werden gelesen</translation>
        </message>
        <message>
            <location filename="../../app/operations/compare.py" />
            <source>Evaluating the other predictions</source>
            <translation>Andere Vorhersagen werden ausgewertet</translation>
        </message>
        <message>
            <location filename="../../app/operations/diagnose.py" />
            <source>Looking for misread boxes and names</source>
            <translation>Falsch gelesene Boxen und Namen werden gesucht</translation>
        </message>
        <message>
            <location filename="../../app/operations/diagnose.py" />
            <source>Writing the task list</source>
            <translation>Aufgabenliste wird geschrieben</translation>
        </message>
        <message>
            <location filename="../../app/operations/export.py" />
            <source>Looking what would be lost</source>
            <translation>Es wird nachgesehen, was verloren ginge</translation>
        </message>
        <message>
            <location filename="../../app/operations/fine_tune.py" />
            <source>Looking for splits</source>
            <translation>Splits werden gesucht</translation>
        </message>
        <message>
            <location filename="../../app/operations/fine_tune.py" />
            <source>Checking by training</source>
            <translation>Probe-Training läuft</translation>
        </message>
        <message>
            <location filename="../../app/operations/follow.py" />
            <source>Reading the run</source>
            <translation>Lauf wird gelesen</translation>
        </message>
        <message>
            <location filename="../../app/operations/gallery.py" />
            <source>Comparing boxes</source>
            <translation>Boxen werden verglichen</translation>
        </message>
        <message>
            <location filename="../../app/operations/gallery.py" />
            <source>Sorting boxes</source>
            <translation>Boxen werden sortiert</translation>
        </message>
        <message>
            <location filename="../../app/operations/journal.py" />
            <source>Going back in the journal</source>
            <translation>Im Journal zurückgehen</translation>
        </message>
        <message>
            <location filename="../../app/operations/journal.py" />
            <source>Comparing two moments</source>
            <translation>Zwei Momente vergleichen</translation>
        </message>
        <message>
            <location filename="../../app/operations/journal.py" />
            <source>Writing the table</source>
            <translation>Die Tabelle schreiben</translation>
        </message>
        <message>
            <location filename="../../app/operations/lease.py" />
            <source>Looking for images that are free</source>
            <translation>Freie Bilder werden gesucht</translation>
        </message>
        <message>
            <location filename="../../app/operations/lease.py" />
            <source>Asking who you are here</source>
            <translation>Es wird gefragt, wer Sie hier sind</translation>
        </message>
        <message>
            <location filename="../../app/operations/lease.py" />
            <source>Handing images on</source>
            <translation>Bilder werden weitergegeben</translation>
        </message>
        <message>
            <location filename="../../app/operations/lease.py" />
            <source>Giving images back</source>
            <translation>Bilder werden zurückgegeben</translation>
        </message>
        <message>
            <location filename="../../app/operations/measure.py" />
            <source>Measuring</source>
            <translation>Wird gemessen</translation>
        </message>
        <message>
            <location filename="../../app/operations/people.py" />
            <source>Counting</source>
            <translation>Zählen</translation>
        </message>
        <message>
            <location filename="../../app/operations/people.py" />
            <source>Saving</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <location filename="../../app/operations/plant.py" />
            <source>Making up known answers</source>
            <translation>Bekannte Antworten werden ausgedacht</translation>
        </message>
        <message>
            <location filename="../../app/operations/predict.py" />
            <source>Looking at the model</source>
            <translation>Modell wird angesehen</translation>
        </message>
        <message>
            <location filename="../../app/operations/predict.py" />
            <source>Starting the model</source>
            <translation>Modell wird gestartet</translation>
        </message>
        <message>
            <location filename="../../app/operations/predict.py" />
            <source>Running the model</source>
            <translation>Modell läuft</translation>
        </message>
        <message>
            <location filename="../../app/operations/price.py" />
            <source>Pricing flags</source>
            <translation>Preise werden berechnet</translation>
        </message>
        <message>
            <location filename="../../app/operations/runs.py" />
            <source>Measuring runs</source>
            <translation>Läufe werden gemessen</translation>
        </message>
        <message>
            <location filename="../../app/operations/sign_off.py" />
            <source>Setting pages</source>
            <translation>Seiten werden gesetzt</translation>
        </message>
        <message>
            <location filename="../../app/operations/snap.py" />
            <source>Snapping boxes</source>
            <translation>Boxen werden ausgerichtet</translation>
        </message>
        <message>
            <location filename="../../app/operations/sources.py" />
            <source>Looking at sources</source>
            <translation>Quellen werden angesehen</translation>
        </message>
        <message>
            <location filename="../../app/operations/sources.py" />
            <source>Reading predictions</source>
            <translation>Vorhersagen werden gelesen</translation>
        </message>
        <message>
            <location filename="../../app/operations/speed_up.py" />
            <source>Measuring how quick the model is</source>
            <translation>Gemessen wird, wie schnell das Modell ist</translation>
        </message>
        <message>
            <location filename="../../app/operations/survey.py" />
            <source>Looking at images</source>
            <translation>Bilder werden angesehen</translation>
        </message>
        <message>
            <location filename="../../app/pictures.py" />
            <source>Reading the details in sight</source>
            <translation>Sichtbare Einzelheiten werden gelesen</translation>
        </message>
        <message>
            <location filename="../../engine/assessment.py" />
            <source>Evaluating</source>
            <translation>Wird ausgewertet</translation>
        </message>
        <message>
            <location filename="../../engine/assessment.py" />
            <source>Looking for doubtful boxes</source>
            <translation>Fragliche Boxen werden gesucht</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/admit.py" />
            <source>Reading the training set</source>
            <translation>Trainingsdaten werden gelesen</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/configuration.py" />
            <source>Reading the configuration</source>
            <translation>Konfiguration wird gelesen</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/embedding.py" />
            <source>Taking a model's features of images</source>
            <translation>Merkmale eines Modells werden von Bildern genommen</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/embedding.py" />
            <source>Comparing by a model's features</source>
            <translation>Über Merkmale eines Modells wird verglichen</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/fit.py" />
            <source>Holding boxes against the model</source>
            <translation>Boxen werden mit dem Modell verglichen</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/labels.py" />
            <source>Pricing suggestions by kind</source>
            <translation>Vorschläge nach Art werden bepreist</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/leakage.py" />
            <source>Looking for copies among the training images</source>
            <translation>Kopien unter den Trainingsbildern werden gesucht</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/over_time.py" />
            <source>Measuring earlier models</source>
            <translation>Frühere Modelle werden gemessen</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/shift.py" />
            <source>Comparing with the training set</source>
            <translation>Vergleich mit den Trainingsdaten</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/slices.py" />
            <source>Looking for slices of lower AP</source>
            <translation>Ausschnitte mit niedrigerer AP werden gesucht</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/supply.py" />
            <source>Drawing images anew</source>
            <translation>Bilder werden neu gezogen</translation>
        </message>
        <message>
            <location filename="../../engine/diagnose/training.py" />
            <source>Reading event files</source>
            <translation>Event-Dateien werden gelesen</translation>
        </message>
        <message>
            <location filename="../../engine/doctor/examine.py" />
            <source>Measuring readings</source>
            <translation>Lesarten werden gemessen</translation>
        </message>
        <message>
            <location filename="../../engine/handing_in.py" />
            <source>Handing in steps</source>
            <translation>Schritte werden nachgereicht</translation>
        </message>
        <message>
            <location filename="../../engine/opening.py" />
            <source>Writing the project file</source>
            <translation>Projektdatei wird geschrieben</translation>
        </message>
        <message>
            <location filename="../../engine/opening.py" />
            <source>Taking images out of their records</source>
            <translation>Bilder werden aus ihren Datensätzen geholt</translation>
        </message>
        <message>
            <location filename="../../engine/opening.py" />
            <source>Reading the project</source>
            <translation>Projekt wird gelesen</translation>
        </message>
        <message>
            <location filename="../../engine/recovery.py" />
            <source>Reading the damaged project</source>
            <translation>Beschädigtes Projekt wird gelesen</translation>
        </message>
        <message>
            <location filename="../../engine/report/content.py" />
            <source>Dividing the delta</source>
            <translation>Die Differenz wird aufgeteilt</translation>
        </message>
        <message>
            <location filename="../../engine/report/content.py" />
            <source>Looking for causes</source>
            <translation>Ursachen werden gesucht</translation>
        </message>
        <message>
            <location filename="../../engine/report/content.py" />
            <source>Cutting pictures</source>
            <translation>Bilder werden ausgeschnitten</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/facts.py" />
            <source>Hashing labels and predictions</source>
            <translation>Prüfsummen von Labels und Vorhersagen</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/facts.py" />
            <source>Measuring with pycocotools</source>
            <translation>pycocotools misst</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/facts.py" />
            <source>Reading images</source>
            <translation>Bilder werden gelesen</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/facts.py" />
            <source>Pricing open flags</source>
            <translation>Offene Hinweise werden bewertet</translation>
        </message>
    </context>
    <context>
        <name>Queue</name>
        <message>
            <location filename="../../widgets/queue/queue.py" />
            <source>{shown} of {all} flags</source>
            <translation>{shown} von {all} Hinweisen</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/queue.py" />
            <source>{shown} of {all} boxes</source>
            <translation>{shown} von {all} Boxen</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/queue.py" />
            <source>{shown} of {waiting} waiting, {settled} settled</source>
            <translation>{shown} von {waiting} offenen, {settled} erledigt</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/queue.py" />
            <source>Open a dataset to see which boxes are doubtful.</source>
            <translation>Öffnen Sie einen Datensatz, um fragliche Boxen zu sehen.</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/queue.py" />
            <source>Nothing is left here.</source>
            <translation>Hier ist nichts mehr.</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/queue.py" />
            <source>You are through with your images. Review &gt; Give me work brings more.</source>
            <translation>Sie sind mit Ihren Bildern fertig. Prüfen &gt; Arbeit holen bringt neue.</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/queue.py" />
            <source>Every flag is settled. Well done.</source>
            <translation>Alle Hinweise sind erledigt. Gut gemacht.</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/queue.py" />
            <source>No box looks doubtful.</source>
            <translation>Keine Box sieht fraglich aus.</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/queue.py" />
            <source>Nothing is settled yet.</source>
            <translation>Noch ist nichts erledigt.</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/queue.py" />
            <source>No flag matches these filters.</source>
            <translation>Kein Hinweis passt zu diesen Filtern.</translation>
        </message>
    </context>
    <context>
        <name>QueueModel</name>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>Flag</source>
            <translation>Hinweis</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>Class</source>
            <translation>Klasse</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>Image</source>
            <translation>Bild</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>Score</source>
            <translation>Score</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>Loss</source>
            <translation>Verlust</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>Price</source>
            <translation>Preis</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>How likely the label is wrong, 0 to 1</source>
            <translation>Wie wahrscheinlich das Label falsch ist, 0 bis 1</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>How far the model contradicts the label, 0 to 1</source>
            <translation>Wie weit das Modell dem Label widerspricht, 0 bis 1</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>Change of mAP if the suggestion is accepted</source>
            <translation>Änderung von mAP, wenn der Vorschlag angenommen wird</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>Verdict</source>
            <translation>Urteil</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>Waiting</source>
            <translation>Wartet</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>{image}, {count} flags, folded</source>
            <translation>{image}, {count} Hinweise, zugeklappt</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>{image}, {count} flags</source>
            <translation>{image}, {count} Hinweise</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>Class {category:.2f}, place {place:.2f}, existence {existence:.2f}</source>
            <translation>Klasse {category:.2f}, Stelle {place:.2f}, Vorhandensein {existence:.2f}</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>● {} has this image</source>
            <translation>● {} hat dieses Bild</translation>
        </message>
    </context>
    <context>
        <name>QueuePresenter</name>
        <message>
            <location filename="../../app/presenters/queue.py" />
            <source>Your work: 1 image</source>
            <translation>Ihre Arbeit: 1 Bild</translation>
        </message>
        <message>
            <location filename="../../app/presenters/queue.py" />
            <source>Your work: {} images</source>
            <translation>Ihre Arbeit: {} Bilder</translation>
        </message>
    </context>
    <context>
        <name>QueueTable</name>
        <message>
            <location filename="../../widgets/queue/table.py" />
            <source>Flags</source>
            <translation>Hinweise</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/table.py" />
            <source>Score</source>
            <translation>Score</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/table.py" />
            <source>Loss</source>
            <translation>Verlust</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/table.py" />
            <source>Class</source>
            <translation>Klasse</translation>
        </message>
    </context>
    <context>
        <name>Reason</name>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>The model contradicts this box of {name}: class {category:.2f}, place {place:.2f}, existence {existence:.2f}.</source>
            <translation>Das Modell widerspricht dieser Box von {name}: Klasse {category:.2f}, Stelle {place:.2f}, Vorhandensein {existence:.2f}.</translation>
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>{edited} It changed mAP by {ap:+.5f}. It copies the model's own box.</source>
            <translation>{edited} Sie hat mAP um {ap:+.5f} geändert. Sie ist eine Kopie der Box des Modells.</translation>
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>{edited} It changed mAP by {ap:+.5f}.</source>
            <translation>{edited} Sie hat mAP um {ap:+.5f} geändert.</translation>
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>The model sees {name} here with score {score:.2f}, and no box of that class is left that overlaps it by {iou:.2f} IoU.</source>
            <translation>Das Modell sieht hier {name} mit Score {score:.2f}, und es ist keine Box dieser Klasse übrig, die das mit einem IoU von {iou:.2f} überlappt.</translation>
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>The model sees {name} here with score {score:.2f}; the box that says {other} overlaps it by {iou:.2f} IoU.</source>
            <translation>Das Modell sieht hier {name} mit Score {score:.2f}; die Box, auf der {other} steht, überlappt das mit einem IoU von {iou:.2f}.</translation>
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>The model sees {name} here with score {score:.2f}, as the box says.</source>
            <translation>Das Modell sieht hier {name} mit Score {score:.2f}, wie die Box sagt.</translation>
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>The model finds this {name} only with score {score:.2f}.</source>
            <translation>Das Modell findet dieses Objekt ({name}) nur mit Score {score:.2f}.</translation>
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>No prediction of {name} overlaps this box by {iou:.2f} IoU.</source>
            <translation>Keine Vorhersage von {name} überlappt diese Box mit einem IoU von {iou:.2f}.</translation>
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>This box of class {name} was added.</source>
            <translation>Diese Box der Klasse {name} wurde hinzugefügt.</translation>
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>This box of class {name} was moved.</source>
            <translation>Diese Box der Klasse {name} wurde verschoben.</translation>
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>A box of class {name} was deleted here.</source>
            <translation>Eine Box der Klasse {name} wurde hier gelöscht.</translation>
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>The class of this box was {before}, and is {name} now.</source>
            <translation>Die Klasse dieser Box war {before} und ist jetzt {name}.</translation>
        </message>
        <message>
            <location filename="../../engine/analysis/behind.py" />
            <source>This box was moved; its class was {before}, and is {name} now.</source>
            <translation>Diese Box wurde verschoben; ihre Klasse war {before} und ist jetzt {name}.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/against_model.py" />
            <source>Before suppression the model sees {seen} here with score {score:.2f} where this box says {name}.</source>
            <translation>Vor der Unterdrückung sieht das Modell hier {seen} mit Score {score:.2f}, wo diese Box {name} sagt.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/classes.py" />
            <source>The dataset does not define the class of this box.</source>
            <translation>Der Datensatz kennt die Klasse dieser Box nicht.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/classes.py" />
            <source>The dataset does not define the class of this box; the model sees {name} here with score {score:.2f}.</source>
            <translation>Der Datensatz kennt die Klasse dieser Box nicht; das Modell sieht hier {name} mit Score {score:.2f}.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/copies.py" />
            <source>This image of the split {split} shows the same as {other} of the split {other_split}: they differ by {levels:.0f} of 255 grey levels at most.</source>
            <translation>Dieses Bild des Splits {split} zeigt dasselbe wie {other} des Splits {other_split}: sie unterscheiden sich um höchstens {levels:.0f} von 255 Graustufen.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/copies.py" />
            <source>This image of the split {split} shows nearly the same as {other} of the split {other_split}: they differ by {levels:.0f} of 255 grey levels at most.</source>
            <translation>Dieses Bild des Splits {split} zeigt fast dasselbe wie {other} des Splits {other_split}: sie unterscheiden sich um höchstens {levels:.0f} von 255 Graustufen.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/copies.py" />
            <source>This box says {name}; on {other}, which shows the same, it says {said}.</source>
            <translation>Diese Box sagt {name}; auf {other}, das dasselbe zeigt, sagt sie {said}.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/copies.py" />
            <source>{other} shows the same and has a box of {name} here; this image has none.</source>
            <translation>{other} zeigt dasselbe und hat hier eine Box von {name}; dieses Bild hat keine.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/duplicate.py" />
            <source>This box and box {other}, also {name}, overlap by {iou:.2f} IoU: they seem to be one object.</source>
            <translation>Diese Box und Box {other}, auch {name}, überlappen sich mit einem IoU von {iou:.2f}: sie scheinen ein Objekt zu sein.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/model_reasons.py" />
            <source>The model sees little or nothing where this box says {name}; of the boxes of this class and size it misses {missed:.0%}.</source>
            <translation>Das Modell sieht wenig oder nichts, wo diese Box {name} sagt; von den Boxen dieser Klasse und Größe verfehlt es {missed:.0%}.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/model_reasons.py" />
            <source>The model sees {seen} here with score {score:.2f} where this box says {name}; they overlap by {iou:.2f} IoU.</source>
            <translation>Das Modell sieht hier {seen} mit Score {score:.2f}, wo diese Box {name} sagt; sie überlappen sich mit einem IoU von {iou:.2f}.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/model_reasons.py" />
            <source>The model sees this {name} elsewhere with score {score:.2f}; its box and this one overlap by only {iou:.2f} IoU.</source>
            <translation>Das Modell sieht dieses Objekt ({name}) an anderer Stelle mit Score {score:.2f}; seine Box und diese überlappen sich nur mit einem IoU von {iou:.2f}.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/model_reasons.py" />
            <source>The model sees {name} here with score {score:.2f}, and no box says so.</source>
            <translation>Das Modell sieht hier {name} mit Score {score:.2f}, und keine Box sagt das.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/neighbours.py" />
            <source>This box is {ratio:.1f} times larger than the other {others} of {name} on this image ({z:.1f} robust standard deviations).</source>
            <translation>Diese Box ist {ratio:.1f}-mal größer als die anderen {others} von {name} auf diesem Bild ({z:.1f} robuste Standardabweichungen).</translation>
        </message>
        <message>
            <location filename="../../engine/checks/neighbours.py" />
            <source>This box is {ratio:.1f} times smaller than the other {others} of {name} on this image ({z:.1f} robust standard deviations).</source>
            <translation>Diese Box ist {ratio:.1f}-mal kleiner als die anderen {others} von {name} auf diesem Bild ({z:.1f} robuste Standardabweichungen).</translation>
        </message>
        <message>
            <location filename="../../engine/checks/neighbours.py" />
            <source>This box holds another box of {name}, as {share:.1%} of the others of its class do: it may be around a group.</source>
            <translation>Diese Box enthält eine andere Box von {name}, wie {share:.1%} der anderen ihrer Klasse: vielleicht umfasst sie eine Gruppe.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/neighbours.py" />
            <source>This box holds {count} other boxes of {name}, as {share:.1%} of the others of its class do: it may be around a group.</source>
            <translation>Diese Box enthält {count} andere Boxen von {name}, wie {share:.1%} der anderen ihrer Klasse: vielleicht umfasst sie eine Gruppe.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/neighbours.py" />
            <source>This box says {name}, and box {other} just there says {other_name}: they overlap by {iou:.2f} IoU.</source>
            <translation>Diese Box sagt {name}, und Box {other} an derselben Stelle sagt {other_name}: sie überlappen sich mit einem IoU von {iou:.2f}.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/offset.py" />
            <source>A box of {name} is usually in one place beside one of {other}; this one is elsewhere beside all of them ({z:.1f} robust standard deviations).</source>
            <translation>Eine Box von {name} ist gewöhnlich an einer bestimmten Stelle neben einer von {other}; diese ist neben allen anderswo ({z:.1f} robuste Standardabweichungen).</translation>
        </message>
        <message>
            <location filename="../../engine/checks/one_box.py" />
            <source>A corner of this box is not a number.</source>
            <translation>Eine Ecke dieser Box ist keine Zahl.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/one_box.py" />
            <source>This box has no size: it is {width:.1f} pixels wide and {height:.1f} high.</source>
            <translation>Diese Box hat keine Größe: sie ist {width:.1f} Pixel breit und {height:.1f} hoch.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/one_box.py" />
            <source>All of this box lies outside its image of {width} x {height} pixels.</source>
            <translation>Diese Box liegt ganz außerhalb ihres Bildes von {width} x {height} Pixeln.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/one_box.py" />
            <source>This box hangs {over:.1f} pixels over the edge of its image of {width:.0f} x {height:.0f} pixels; {outside:.0%} of it lies outside.</source>
            <translation>Diese Box ragt {over:.1f} Pixel über den Rand ihres Bildes von {width:.0f} x {height:.0f} Pixeln; {outside:.0%} von ihr liegen außerhalb.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/one_box.py" />
            <source>This box is only {width:.1f} x {height:.1f} pixels, as {share:.1%} of the others of its class are: too small to see what it is of.</source>
            <translation>Diese Box hat nur {width:.1f} x {height:.1f} Pixel, wie {share:.1%} der anderen ihrer Klasse: zu klein, um zu sehen, was darin ist.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/one_box.py" />
            <source>This box is only {width:.1f} x {height:.1f} pixels, {seen_width:.1f} x {seen_height:.1f} of the model's input, as {share:.1%} of the others of its class are: too small to see what it is of.</source>
            <translation>Diese Box hat nur {width:.1f} x {height:.1f} Pixel, {seen_width:.1f} x {seen_height:.1f} in der Eingabe des Modells, wie {share:.1%} der anderen ihrer Klasse: zu klein, um zu sehen, was darin ist.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/one_box.py" />
            <source>This box covers all of its image, as {share:.1%} of the others of its class do: it may stand for the image, not for an object.</source>
            <translation>Diese Box bedeckt ihr ganzes Bild, wie {share:.1%} der anderen ihrer Klasse: vielleicht steht sie für das Bild, nicht für ein Objekt.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/others.py" />
            <source>{who} has {name} here, where these labels have no box.</source>
            <translation>{who} hat hier {name}, wo diese Labels keine Box haben.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/others.py" />
            <source>{count} of {asked} others have {name} here, where these labels have no box: {who}.</source>
            <translation>{count} von {asked} anderen haben hier {name}, wo diese Labels keine Box haben: {who}.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/others.py" />
            <source>{who} has no box here, where these labels have {name}.</source>
            <translation>{who} hat hier keine Box, wo diese Labels {name} haben.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/others.py" />
            <source>{count} of {asked} others have no box here, where these labels have {name}: {who}.</source>
            <translation>{count} von {asked} anderen haben hier keine Box, wo diese Labels {name} haben: {who}.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/others.py" />
            <source>{who} says {seen}, where this box says {name}.</source>
            <translation>{who} sagt {seen}, wo diese Box {name} sagt.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/others.py" />
            <source>{count} of {asked} others say {seen}, where this box says {name}: {who}.</source>
            <translation>{count} von {asked} anderen sagen {seen}, wo diese Box {name} sagt: {who}.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/others.py" />
            <source>{who} draws this {name} otherwise: the two boxes overlap by {iou:.2f} IoU.</source>
            <translation>{who} zeichnet {name} hier anders: Die beiden Boxen überlappen sich mit {iou:.2f} IoU.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/others.py" />
            <source>{count} of {asked} others draw this {name} otherwise: their median overlaps it by {iou:.2f} IoU.</source>
            <translation>{count} von {asked} anderen zeichnen {name} hier anders: Ihr Median überlappt diese Box mit {iou:.2f} IoU.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/outlier.py" />
            <source>smaller</source>
            <translation>kleiner</translation>
        </message>
        <message>
            <location filename="../../engine/checks/outlier.py" />
            <source>larger</source>
            <translation>größer</translation>
        </message>
        <message>
            <location filename="../../engine/checks/outlier.py" />
            <source>narrower for its height</source>
            <translation>schmaler im Verhältnis zur Höhe</translation>
        </message>
        <message>
            <location filename="../../engine/checks/outlier.py" />
            <source>wider for its height</source>
            <translation>breiter im Verhältnis zur Höhe</translation>
        </message>
        <message>
            <location filename="../../engine/checks/outlier.py" />
            <source>This box is {ratio:.1f} times {how} than is usual for {name} ({z:.1f} robust standard deviations over {count} boxes).</source>
            <translation>Diese Box ist {ratio:.1f}-mal {how} als für {name} üblich ({z:.1f} robuste Standardabweichungen über {count} Boxen).</translation>
        </message>
        <message>
            <location filename="../../engine/checks/place.py" />
            <source>left</source>
            <translation>links</translation>
        </message>
        <message>
            <location filename="../../engine/checks/place.py" />
            <source>right</source>
            <translation>rechts</translation>
        </message>
        <message>
            <location filename="../../engine/checks/place.py" />
            <source>high</source>
            <translation>oben</translation>
        </message>
        <message>
            <location filename="../../engine/checks/place.py" />
            <source>low</source>
            <translation>unten</translation>
        </message>
        <message>
            <location filename="../../engine/checks/place.py" />
            <source>This box is unusually far {where} in the image for {name}: {away:.0%} of it from the usual place ({z:.1f} robust standard deviations over {count} boxes).</source>
            <translation>Diese Box ist für {name} ungewöhnlich weit {where} im Bild: {away:.0%} davon entfernt vom üblichen Ort ({z:.1f} robuste Standardabweichungen über {count} Boxen).</translation>
        </message>
        <message>
            <location filename="../../engine/checks/row.py" />
            <source>{count} boxes of {name} stand in a row, {step:.0f} pixels apart; one seems to be missing here.</source>
            <translation>{count} Boxen von {name} stehen in einer Reihe, {step:.0f} Pixel auseinander; hier scheint eine zu fehlen.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/whole_images.py" />
            <source>This image has no boxes, and the model is sure of one object on it, of {name} with score {score:.2f}.</source>
            <translation>Dieses Bild hat keine Boxen, und das Modell sieht darauf mit Sicherheit ein Objekt, {name} mit Score {score:.2f}.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/whole_images.py" />
            <source>This image has no boxes, and the model is sure of {count} objects on it, of {name} with score {score:.2f}.</source>
            <translation>Dieses Bild hat keine Boxen, und das Modell sieht darauf mit Sicherheit {count} Objekte, darunter {name} mit Score {score:.2f}.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/whole_images.py" />
            <source>There is no such file in the image folder; the model cannot be run on it, and nobody can check it.</source>
            <translation>Im Bildordner gibt es diese Datei nicht; das Modell kann darauf nicht laufen, und niemand kann sie prüfen.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/whole_images.py" />
            <source>The file says by EXIF that the image is to be turned by a quarter, to {real_width} x {real_height} pixels; its boxes are for {width} x {height}, the image as it is stored.</source>
            <translation>Die Datei sagt per EXIF, dass das Bild um ein Viertel zu drehen ist, auf {real_width} x {real_height} Pixel; seine Boxen sind für {width} x {height}, das Bild, wie es gespeichert ist.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/whole_images.py" />
            <source>The annotations say that this image has {width} x {height} pixels; the file has {real_width} x {real_height}: width and height are swapped.</source>
            <translation>Laut Annotationen hat dieses Bild {width} x {height} Pixel; die Datei hat {real_width} x {real_height}: Breite und Höhe sind vertauscht.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/whole_images.py" />
            <source>The annotations say that this image has {width} x {height} pixels; the file has {real_width} x {real_height}.</source>
            <translation>Laut Annotationen hat dieses Bild {width} x {height} Pixel; die Datei hat {real_width} x {real_height}.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/whole_images.py" />
            <source>This image is of one colour: its grey levels differ by {contrast:.1f} of 255.</source>
            <translation>Dieses Bild ist einfarbig: seine Graustufen unterscheiden sich um {contrast:.1f} von 255.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/whole_images.py" />
            <source>This image is almost black: 95 % of it is darker than grey level {level:.0f} of 255.</source>
            <translation>Dieses Bild ist fast schwarz: 95 % davon sind dunkler als Graustufe {level:.0f} von 255.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/whole_images.py" />
            <source>This image has {less:.0f} times less fine detail than the others of the dataset ({z:.1f} robust standard deviations): it looks blurred.</source>
            <translation>Dieses Bild hat {less:.0f}-mal weniger feine Details als die anderen des Datensatzes ({z:.1f} robuste Standardabweichungen): es sieht unscharf aus.</translation>
        </message>
        <message>
            <location filename="../../engine/checks/whole_images.py" />
            <source>{first} and {second}</source>
            <translation>{first} und {second}</translation>
        </message>
        <message>
            <location filename="../../engine/checks/whole_images.py" />
            <source>This image is in the splits {names}: a model is tested on what it was trained on.</source>
            <translation>Dieses Bild ist in den Splits {names}: ein Modell wird damit getestet, womit es trainiert wurde.</translation>
        </message>
    </context>
    <context>
        <name>RecoverDialog</name>
        <message>
            <location filename="../../widgets/dialogs/recover.py" />
            <source>This project is damaged</source>
            <translation>Dieses Projekt ist beschädigt</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/recover.py" />
            <source>What can be read of it can be saved as another project beside it: the boxes as they were opened, and every step up to the first that is lost. What is missing is listed then. The damaged file stays as it is.</source>
            <translation>Was davon lesbar ist, kann daneben als weiteres Projekt gespeichert werden: die Boxen, wie sie geöffnet wurden, und jeder Schritt bis zum ersten verlorenen. Was fehlt, wird dann aufgelistet. Die beschädigte Datei bleibt, wie sie ist.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/recover.py" />
            <source>Save what can be read</source>
            <translation>Lesbares speichern</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/recover.py" />
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
    </context>
    <context>
        <name>Report</name>
        <message>
            <location filename="../../engine/report/content.py" />
            <source>Reviewed labels</source>
            <translation>Geprüfte Labels</translation>
        </message>
        <message>
            <location filename="../../engine/report/diagnosis.py" />
            <source>Why is mAP low?</source>
            <translation>Warum ist die mAP niedrig?</translation>
        </message>
        <message>
            <location filename="../../engine/report/diagnosis.py" />
            <source>There are no predictions, so that nobody can tell.</source>
            <translation>Es gibt keine Vorhersagen; das lässt sich also nicht sagen.</translation>
        </message>
        <message>
            <location filename="../../engine/report/diagnosis.py" />
            <source>Causes by what they cost: what mAP would gain without each, with a 95% interval where there is one.</source>
            <translation>Ursachen nach dem, was sie kosten: was die mAP ohne jede gewönne, mit einem 95-%-Intervall, wo es eines gibt.</translation>
        </message>
        <message>
            <location filename="../../engine/report/diagnosis.py" />
            <source>Nothing was found that makes mAP low.</source>
            <translation>Nichts wurde gefunden, was die mAP niedrig macht.</translation>
        </message>
        <message>
            <location filename="../../engine/report/diagnosis.py" />
            <source>{number} causes that cost less are left out.</source>
            <translation>{number} Ursachen, die weniger kosten, sind weggelassen.</translation>
        </message>
        <message>
            <location filename="../../engine/report/diagnosis.py" />
            <source>the first {shown} of {number}</source>
            <translation>die ersten {shown} von {number}</translation>
        </message>
        <message>
            <location filename="../../engine/report/diagnosis.py" />
            <source>Add to {path}:</source>
            <translation>In {path} einfügen:</translation>
        </message>
        <message>
            <location filename="../../engine/report/diagnosis.py" />
            <source>{path}, line {number}:</source>
            <translation>{path}, Zeile {number}:</translation>
        </message>
        <message>
            <location filename="../../engine/report/diagnosis.py" />
            <source>(nothing)</source>
            <translation>(nichts)</translation>
        </message>
        <message>
            <location filename="../../engine/report/diagnosis.py" />
            <source>no price</source>
            <translation>ohne Preis</translation>
        </message>
        <message>
            <location filename="../../engine/report/diagnosis.py" />
            <source>They say where mAP is lost, not why: every model has some.</source>
            <translation>Sie sagen, wo mAP verloren geht, nicht warum: Jedes Modell hat welche.</translation>
        </message>
        <message>
            <location filename="../../engine/report/diagnosis.py" />
            <source>Symptoms</source>
            <translation>Symptome</translation>
        </message>
        <message>
            <location filename="../../engine/report/diagnosis.py" />
            <source>What was found</source>
            <translation>Was gefunden wurde</translation>
        </message>
        <message>
            <location filename="../../engine/report/diagnosis.py" />
            <source>What is to be done</source>
            <translation>Was zu tun ist</translation>
        </message>
        <message>
            <location filename="../../engine/report/diagnosis.py" />
            <source>Since</source>
            <translation>Seit</translation>
        </message>
        <message>
            <location filename="../../engine/report/diagnosis.py" />
            <source>Task list</source>
            <translation>Aufgabenliste</translation>
        </message>
        <message>
            <location filename="../../engine/report/diagnosis.py" />
            <source>No longer found.</source>
            <translation>Nicht mehr gefunden.</translation>
        </message>
        <message>
            <location filename="../../engine/report/diagnosis.py" />
            <source>What was said of findings</source>
            <translation>Was zu Befunden gesagt wurde</translation>
        </message>
        <message>
            <location filename="../../engine/report/diagnosis.py" />
            <source>Verdict</source>
            <translation>Urteil</translation>
        </message>
        <message>
            <location filename="../../engine/report/diagnosis.py" />
            <source>Causes may hide in what could not be examined.</source>
            <translation>In dem, was nicht untersucht werden konnte, können Ursachen stecken.</translation>
        </message>
        <message>
            <location filename="../../engine/report/diagnosis.py" />
            <source>Not looked at</source>
            <translation>Nicht untersucht</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Same objects (F1)</source>
            <translation>Gleiche Objekte (F1)</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Same place (mean IoU)</source>
            <translation>Gleiche Lage (mittlere IoU)</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Same class</source>
            <translation>Gleiche Klasse</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Class beyond chance (kappa)</source>
            <translation>Klasse über den Zufall hinaus (Kappa)</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Object and class (Krippendorff's alpha)</source>
            <translation>Objekt und Klasse (Krippendorffs Alpha)</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>No open flag is worth more mAP than</source>
            <translation>Kein offener Hinweis ist mehr mAP wert als</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Flags that stay open have a reason</source>
            <translation>Hinweise, die offen bleiben, sind begründet</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>No image waits to be mended</source>
            <translation>Kein zurückgegebenes Bild wartet</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Every image is reviewed</source>
            <translation>Jedes Bild ist geprüft</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>A random sample was reviewed blind and accepted</source>
            <translation>Eine Zufallsstichprobe wurde blind geprüft und angenommen</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>The sample's bound is no higher than</source>
            <translation>Die Grenze der Stichprobe ist höchstens</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>The sample's reviewers edited no label</source>
            <translation>Wer die Stichprobe prüfte, hat kein Label bearbeitet</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Every image file is there</source>
            <translation>Jede Bilddatei ist da</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Signed with a key</source>
            <translation>Mit einem Schlüssel unterschrieben</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Random sample</source>
            <translation>Zufallsstichprobe</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>No sample was drawn: how many labels are wrong is not known.</source>
            <translation>Keine Stichprobe wurde gezogen: Wie viele Labels falsch sind, ist nicht bekannt.</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Images were shown without flags and predictions. The bound is exact (hypergeometric).</source>
            <translation>Die Bilder wurden ohne Hinweise und Vorhersagen gezeigt. Die Grenze ist exakt (hypergeometrisch).</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>accepted</source>
            <translation>angenommen</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>refused</source>
            <translation>abgelehnt</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>open</source>
            <translation>offen</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>{drawn:,} of {population:,} boxes, seed {seed}</source>
            <translation>{drawn:,} von {population:,} Boxen, Startwert {seed}</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>{drawn:,} of {population:,} images, seed {seed}</source>
            <translation>{drawn:,} von {population:,} Bildern, Startwert {seed}</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>{bound:.2%}, with a confidence of {sure:.0%}</source>
            <translation>{bound:.2%}, bei {sure:.0%} Sicherheit</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>no: {boxes} edited since</source>
            <translation>nein: seither {boxes} bearbeitet</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>yes</source>
            <translation>ja</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Drawn</source>
            <translation>Gezogen</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Reviewed blind by</source>
            <translation>Blind geprüft von</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Found wrong</source>
            <translation>Falsch</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Still to be answered</source>
            <translation>Noch zu beantworten</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Estimated rate</source>
            <translation>Geschätzter Anteil</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Rate at most</source>
            <translation>Anteil höchstens</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Decision</source>
            <translation>Entscheidung</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Of the labels as they are now</source>
            <translation>Von den Labels, wie sie jetzt sind</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>All</source>
            <translation>Alle</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Boxes matched one to one at an IoU of {iou:g}; 95% intervals over images.</source>
            <translation>Boxen eins zu eins zugeordnet, ab einer IoU von {iou:g}; 95-%-Intervalle über Bilder.</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Agreement of annotators</source>
            <translation>Übereinstimmung der Annotatoren</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>{shown} of {number} pairs; all of them are in the comparison of annotators.</source>
            <translation>{shown} von {number} Paaren; alle stehen im Vergleich der Annotatoren.</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Who did what</source>
            <translation>Wer was getan hat</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Nobody has changed anything since the labels were opened.</source>
            <translation>Seit die Labels geöffnet wurden, hat niemand etwas geändert.</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>1 step, {first}.</source>
            <translation>1 Schritt, {first}.</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>{number:,} steps from {first} to {last}.</source>
            <translation>{number:,} Schritte von {first} bis {last}.</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Person</source>
            <translation>Person</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Boxes edited</source>
            <translation>Bearbeitete Boxen</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Flags answered</source>
            <translation>Beantwortete Hinweise</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Images reviewed</source>
            <translation>Geprüfte Bilder</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Approved</source>
            <translation>Freigegeben</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Returned</source>
            <translation>Zurückgegeben</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Sign-off</source>
            <translation>Abnahme</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>none</source>
            <translation>keiner</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Signed by</source>
            <translation>Unterschrieben von</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>When</source>
            <translation>Wann</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Key</source>
            <translation>Taste</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Why flags may stay open</source>
            <translation>Warum Hinweise offen bleiben dürfen</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Labels, SHA-256</source>
            <translation>Labels, SHA-256</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Journal, end of the chain</source>
            <translation>Journal, Ende der Kette</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>These labels are not signed.</source>
            <translation>Diese Labels sind nicht unterschrieben.</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>What the policy asks for</source>
            <translation>Was die Regeln verlangen</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>all</source>
            <translation>alle</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>IoU thresholds</source>
            <translation>IoU-Schwellen</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Areas</source>
            <translation>Flächen</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Predictions per image and class</source>
            <translation>Vorhersagen je Bild und Klasse</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>{number:,} of {name}</source>
            <translation>{number:,} aus {name}</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Predictions</source>
            <translation>Vorhersagen</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Predictions, SHA-256</source>
            <translation>Vorhersagen, SHA-256</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Model, SHA-256</source>
            <translation>Modell, SHA-256</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Thresholds of checks</source>
            <translation>Schwellen der Prüfungen</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>on</source>
            <translation>an</translation>
        </message>
        <message>
            <location filename="../../engine/report/evidence.py" />
            <source>off</source>
            <translation>aus</translation>
        </message>
        <message>
            <location filename="../../engine/report/fixes.py" />
            <source>Missing label added</source>
            <translation>Fehlendes Label ergänzt</translation>
        </message>
        <message>
            <location filename="../../engine/report/fixes.py" />
            <source>Label removed</source>
            <translation>Label entfernt</translation>
        </message>
        <message>
            <location filename="../../engine/report/fixes.py" />
            <source>Box put in place</source>
            <translation>Box zurechtgerückt</translation>
        </message>
        <message>
            <location filename="../../engine/report/fixes.py" />
            <source>Class corrected</source>
            <translation>Klasse berichtigt</translation>
        </message>
        <message>
            <location filename="../../engine/report/fixes.py" />
            <source>Class and place corrected</source>
            <translation>Klasse und Lage berichtigt</translation>
        </message>
        <message>
            <location filename="../../engine/report/fixes.py" />
            <source>What was put right</source>
            <translation>Was berichtigt wurde</translation>
        </message>
        <message>
            <location filename="../../engine/report/fixes.py" />
            <source>{shown} of {total:,} corrected boxes, those that did most for mAP, at most two of an image. There are no pictures: the image files are not at hand.</source>
            <translation>{shown} von {total:,} berichtigten Boxen, und zwar die, die am meisten für die mAP taten, höchstens zwei je Bild. Es gibt keine Bilder dazu: Die Bilddateien liegen nicht vor.</translation>
        </message>
        <message>
            <location filename="../../engine/report/fixes.py" />
            <source>{shown} of {total:,} corrected boxes, those that did most for mAP, at most two of an image. Left as opened, right as it is now.</source>
            <translation>{shown} von {total:,} berichtigten Boxen, und zwar die, die am meisten für die mAP taten, höchstens zwei je Bild. Links wie geöffnet, rechts wie jetzt.</translation>
        </message>
        <message>
            <location filename="../../engine/report/fixes.py" />
            <source>Correction</source>
            <translation>Berichtigung</translation>
        </message>
        <message>
            <location filename="../../engine/report/fixes.py" />
            <source>Class</source>
            <translation>Klasse</translation>
        </message>
        <message>
            <location filename="../../engine/report/fixes.py" />
            <source>Image</source>
            <translation>Bild</translation>
        </message>
        <message>
            <location filename="../../engine/report/fixes.py" />
            <source>By</source>
            <translation>Von</translation>
        </message>
        <message>
            <location filename="../../engine/report/fixes.py" />
            <source>copies the model's box</source>
            <translation>übernimmt die Box des Modells</translation>
        </message>
        <message>
            <location filename="../../engine/report/fixes.py" />
            <source>no picture</source>
            <translation>kein Bild</translation>
        </message>
        <message>
            <location filename="../../engine/report/fixes.py" />
            <source>As opened</source>
            <translation>Wie geöffnet</translation>
        </message>
        <message>
            <location filename="../../engine/report/fixes.py" />
            <source>Now</source>
            <translation>Jetzt</translation>
        </message>
        <message>
            <location filename="../../engine/report/markup.py" />
            <source>1 box</source>
            <translation>1 Box</translation>
        </message>
        <message>
            <location filename="../../engine/report/markup.py" />
            <source>{number:,} boxes</source>
            <translation>{number:,} Boxen</translation>
        </message>
        <message>
            <location filename="../../engine/report/markup.py" />
            <source>1 image</source>
            <translation>1 Bild</translation>
        </message>
        <message>
            <location filename="../../engine/report/markup.py" />
            <source>{number:,} images</source>
            <translation>{number:,} Bilder</translation>
        </message>
        <message>
            <location filename="../../engine/report/page.py" />
            <source>en</source>
            <translation>de</translation>
        </message>
        <message>
            <location filename="../../engine/report/page.py" />
            <source>{project} – label quality report</source>
            <translation>{project} – Bericht zur Qualität der Labels</translation>
        </message>
        <message>
            <location filename="../../engine/report/plots.py" />
            <source>{number:,} steps</source>
            <translation>{number:,} Schritte</translation>
        </message>
        <message>
            <location filename="../../engine/report/plots.py" />
            <source>as opened</source>
            <translation>wie geöffnet</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>mean over IoU 0.50–0.95</source>
            <translation>Mittel über IoU 0.50–0.95</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>at IoU 0.50</source>
            <translation>ab IoU 0.50</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>at IoU 0.75</source>
            <translation>ab IoU 0.75</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>small boxes</source>
            <translation>kleine Boxen</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>medium boxes</source>
            <translation>mittlere Boxen</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>large boxes</source>
            <translation>große Boxen</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>recall, 1 prediction per image</source>
            <translation>Recall, 1 Vorhersage je Bild</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>recall, 10 predictions</source>
            <translation>Recall, 10 Vorhersagen</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>recall, 100 predictions</source>
            <translation>Recall, 100 Vorhersagen</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>recall, small boxes</source>
            <translation>Recall, kleine Boxen</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>recall, medium boxes</source>
            <translation>Recall, mittlere Boxen</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>recall, large boxes</source>
            <translation>Recall, große Boxen</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>Not signed</source>
            <translation>Nicht unterschrieben</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>1 class</source>
            <translation>1 Klasse</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>{number:,} classes</source>
            <translation>{number:,} Klassen</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>LABEL QUALITY REPORT</source>
            <translation>BERICHT ZUR QUALITÄT DER LABELS</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>was {before} as opened</source>
            <translation>{before} wie geöffnet</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>no label was changed</source>
            <translation>kein Label wurde geändert</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>Wrong labels</source>
            <translation>Falsche Labels</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>Wrong images</source>
            <translation>Bilder mit Fehlern</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>with {sure:.0%} confidence</source>
            <translation>bei {sure:.0%} Sicherheit</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>no sample was reviewed to its end</source>
            <translation>keine Stichprobe zu Ende geprüft</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>Error rate</source>
            <translation>Fehleranteil</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>unknown</source>
            <translation>unbekannt</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>{share:.1%} of all</source>
            <translation>{share:.1%} von allen</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>Boxes changed</source>
            <translation>Geänderte Boxen</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>{number:,} were answered</source>
            <translation>{number:,} wurden beantwortet</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>Open flags</source>
            <translation>Offene Hinweise</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>What costs most mAP now: {cause}</source>
            <translation>Was jetzt am meisten mAP kostet: {cause}</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>Before it can be signed: {lacking}</source>
            <translation>Vor der Unterschrift: {lacking}</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>which is more than noise</source>
            <translation>was mehr als Rauschen ist</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>which on other images like these might be none</source>
            <translation>was auf anderen Bildern wie diesen auch keine sein könnte</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>Correcting {boxes} changed mAP by {delta}, {sure} (95% interval {low:+.4f} to {high:+.4f}).</source>
            <translation>Die Berichtigung von {boxes} änderte die mAP um {delta}, {sure} (95-%-Intervall {low:+.4f} bis {high:+.4f}).</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>None of these boxes copies the model's own: nothing was bent towards the model.</source>
            <translation>Keine davon übernimmt eine Box des Modells: Nichts wurde zum Modell hin gebogen.</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>1 of these boxes copies the model's own. Without it the change is {delta}.</source>
            <translation>1 davon übernimmt eine Box des Modells. Ohne sie ist die Änderung {delta}.</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>{number:,} of these boxes copy the model's own. Without them the change is {delta}.</source>
            <translation>{number:,} davon übernehmen Boxen des Modells. Ohne sie ist die Änderung {delta}.</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>How many labels are wrong was not measured: no random sample was reviewed to its end.</source>
            <translation>Wie viele Labels falsch sind, wurde nicht gemessen: Keine Zufallsstichprobe wurde zu Ende geprüft.</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>A blind review of {drawn:,} labels drawn by chance found {wrong} wrong: the labels were {verdict}; at most {bound} of the {population:,} are wrong.</source>
            <translation>Die blinde Prüfung von {drawn:,} zufällig gezogenen Labels fand {wrong} falsche: Die Labels wurden {verdict}; höchstens {bound} der {population:,} sind falsch.</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>A blind review of {drawn:,} images drawn by chance found {wrong} with errors: the labels were {verdict}; at most {bound} of the {population:,} images have errors.</source>
            <translation>Die blinde Prüfung von {drawn:,} zufällig gezogenen Bildern fand {wrong} mit Fehlern: Die Labels wurden {verdict}; höchstens {bound} der {population:,} Bilder haben Fehler.</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>All corrections</source>
            <translation>Alle Berichtigungen</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>Without copies of the model's boxes</source>
            <translation>Ohne übernommene Boxen des Modells</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>On the {number:,} images of the sample</source>
            <translation>Auf den {number:,} Bildern der Stichprobe</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>Change of mAP. A correction that takes over the model's own box raises mAP by itself; images that were drawn by chance were not chosen for what the model says of them.</source>
            <translation>Änderung der mAP. Eine Berichtigung, die die Box des Modells übernimmt, hebt die mAP von selbst; zufällig gezogene Bilder wurden nicht danach gewählt, was das Modell zu ihnen sagt.</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>How much of the gain is real</source>
            <translation>Wie viel des Gewinns echt ist</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>Changes of mAP with their interval</source>
            <translation>Änderungen der mAP mit ihrem Intervall</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>mAP with each edit</source>
            <translation>mAP mit jeder Bearbeitung</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>Metrics</source>
            <translation>Metriken</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>There are no predictions to measure.</source>
            <translation>Es gibt keine Vorhersagen zu messen.</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>COCO metrics of the same predictions on the labels as opened and on the labels as they are now.</source>
            <translation>COCO-Metriken derselben Vorhersagen auf den Labels wie geöffnet und wie sie jetzt sind.</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>Recomputed by {by} for the sign-off.</source>
            <translation>Für die Abnahme nachgerechnet von {by}.</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>Change</source>
            <translation>Änderung</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>Classes</source>
            <translation>Klassen</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>Boxes as opened</source>
            <translation>Boxen wie geöffnet</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>Boxes now</source>
            <translation>Boxen jetzt</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>Edited</source>
            <translation>Bearbeitet</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>AP as opened</source>
            <translation>AP wie geöffnet</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>AP now</source>
            <translation>AP jetzt</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>The {most} commonest of {number:,} classes.</source>
            <translation>Die {most} häufigsten von {number:,} Klassen.</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>AP of each class; grey as opened, green now.</source>
            <translation>AP jeder Klasse; grau wie geöffnet, grün jetzt.</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>AP of the {shown} commonest classes; grey as opened, green now.</source>
            <translation>AP der {shown} häufigsten Klassen; grau wie geöffnet, grün jetzt.</translation>
        </message>
        <message>
            <location filename="../../engine/report/quality.py" />
            <source>AP of each class as opened and now</source>
            <translation>AP jeder Klasse wie geöffnet und jetzt</translation>
        </message>
    </context>
    <context>
        <name>Reviewing</name>
        <message>
            <location filename="../../app/reviewing.py" />
            <source>This is the last image that the queue shows.</source>
            <translation>Das ist das letzte Bild, das die Warteschlange zeigt.</translation>
        </message>
        <message>
            <location filename="../../app/reviewing.py" />
            <source>This is the first image that the queue shows.</source>
            <translation>Das ist das erste Bild, das die Warteschlange zeigt.</translation>
        </message>
        <message>
            <location filename="../../app/reviewing.py" />
            <source>This is the last image.</source>
            <translation>Das ist das letzte Bild.</translation>
        </message>
        <message>
            <location filename="../../app/reviewing.py" />
            <source>This is the first image.</source>
            <translation>Das ist das erste Bild.</translation>
        </message>
    </context>
    <context>
        <name>RunButton</name>
        <message>
            <location filename="../../widgets/runs/scope.py" />
            <source>Run the model</source>
            <translation>Modell laufen lassen</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/scope.py" />
            <source>Over everything</source>
            <translation>Über alles</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/scope.py" />
            <source>Over new and changed images</source>
            <translation>Über neue und geänderte Bilder</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/scope.py" />
            <source>Over the images that the filter shows</source>
            <translation>Über die Bilder, die der Filter zeigt</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/scope.py" />
            <source>Over a sample: a quick look in 30 seconds</source>
            <translation>Über eine Stichprobe: ein schneller Blick in 30 Sekunden</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/scope.py" />
            <source>Over everything, shared with other machines</source>
            <translation>Über alles, zusammen mit anderen Rechnern</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/scope.py" />
            <source>Choose a model…</source>
            <translation>Modell wählen…</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/scope.py" />
            <source>{scope} · {count}</source>
            <translation>{scope} · {count}</translation>
        </message>
    </context>
    <context>
        <name>RunFigures</name>
        <message>
            <location filename="../../widgets/runs/figures.py" />
            <source>{speed} images/s</source>
            <translation>{speed} Bilder/s</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/figures.py" />
            <source>{count} s left</source>
            <translation>noch {count} s</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/figures.py" />
            <source>{count} min left</source>
            <translation>noch {count} min</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/figures.py" />
            <source>{hours} h {minutes} min left</source>
            <translation>noch {hours} h {minutes} min</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/figures.py" />
            <source>{count} h left</source>
            <translation>noch {count} h</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/figures.py" />
            <source>{done} of {total}</source>
            <translation>{done} von {total}</translation>
        </message>
    </context>
    <context>
        <name>RunRow</name>
        <message>
            <location filename="../../widgets/runs/row.py" />
            <source>in use</source>
            <translation>verwendet</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/row.py" />
            <source>beside</source>
            <translation>daneben</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/row.py" />
            <source>Images: {count}</source>
            <translation>Bilder: {count}</translation>
        </message>
    </context>
    <context>
        <name>RunTable</name>
        <message>
            <location filename="../../widgets/runs/table.py" />
            <source>Runs</source>
            <translation>Läufe</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/table.py" />
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/table.py" />
            <source>Shown</source>
            <translation>Gezeigt</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/table.py" />
            <source>mAP</source>
            <translation>mAP</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/table.py" />
            <source>Change</source>
            <translation>Änderung</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/table.py" />
            <source>Images</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/table.py" />
            <source>Made at</source>
            <translation>Entstanden</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/table.py" />
            <source>Images/s</source>
            <translation>Bilder/s</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/table.py" />
            <source>Device</source>
            <translation>Gerät</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/table.py" />
            <source>Model or file</source>
            <translation>Modell oder Datei</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/table.py" />
            <source>Of mAP, against the run before it</source>
            <translation>Von mAP, gegenüber dem Lauf davor</translation>
        </message>
    </context>
    <context>
        <name>RunsPage</name>
        <message>
            <location filename="../../widgets/runs/runs.py" />
            <source>Use</source>
            <translation>Verwenden</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/runs.py" />
            <source>Compare</source>
            <translation>Vergleichen</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/runs.py" />
            <source>Beside</source>
            <translation>Daneben</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/runs.py" />
            <source>Rename</source>
            <translation>Umbenennen</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/runs.py" />
            <source>Delete</source>
            <translation>Löschen</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/runs.py" />
            <source>Choose a model…</source>
            <translation>Modell wählen…</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/runs.py" />
            <source>Use the predictions of this run (Enter)</source>
            <translation>Die Vorhersagen dieses Laufs verwenden (Enter)</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/runs.py" />
            <source>Compare the two selected runs, or this one with the one in use</source>
            <translation>Die zwei ausgewählten Läufe vergleichen oder diesen mit dem verwendeten</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/runs.py" />
            <source>Show this run beside the one in use, on the image</source>
            <translation>Diesen Lauf auf dem Bild neben dem verwendeten zeigen</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/runs.py" />
            <source>Rename this run (F2)</source>
            <translation>Diesen Lauf umbenennen (F2)</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/runs.py" />
            <source>The run in use cannot be deleted. Use another one first.</source>
            <translation>Der verwendete Lauf kann nicht gelöscht werden. Verwenden Sie erst einen anderen.</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/runs.py" />
            <source>Delete this run and its predictions (Del)</source>
            <translation>Diesen Lauf und seine Vorhersagen löschen (Entf)</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/runs.py" />
            <source>There are no runs yet. Run the model, and what it says of the images is kept here.</source>
            <translation>Es gibt noch keine Läufe. Lassen Sie das Modell laufen, und was es von den Bildern sagt, steht hier.</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/runs.py" />
            <source>There are no runs yet. {key} runs the model over all images, and what it says is kept here.</source>
            <translation>Es gibt noch keine Läufe. {key} lässt das Modell über alle Bilder laufen, und was es sagt, steht hier.</translation>
        </message>
    </context>
    <context>
        <name>Sample</name>
        <message>
            <location filename="../../app/samples.py" />
            <source>Sample {number}.</source>
            <translation>Stichprobe {number}.</translation>
        </message>
        <message>
            <location filename="../../engine/sampling/sentences.py" />
            <source>{size} of {population} boxes are drawn; {accept} of them may be wrong. If {rate:.2%} or more of all are wrong, they are accepted with a chance of {risk:.1%} at most.</source>
            <translation>{size} von {population} Boxen werden gezogen; {accept} davon dürfen falsch sein. Sind {rate:.2%} aller oder mehr falsch, so werden sie mit einer Wahrscheinlichkeit von höchstens {risk:.1%} angenommen.</translation>
        </message>
        <message>
            <location filename="../../engine/sampling/sentences.py" />
            <source>{size} of {population} images are drawn; {accept} of them may have anything wrong. If {rate:.2%} or more of all have, they are accepted with a chance of {risk:.1%} at most.</source>
            <translation>{size} von {population} Bildern werden gezogen; auf {accept} davon darf etwas falsch sein. Ist auf {rate:.2%} aller oder mehr etwas falsch, so werden sie mit einer Wahrscheinlichkeit von höchstens {risk:.1%} angenommen.</translation>
        </message>
        <message>
            <location filename="../../engine/sampling/sentences.py" />
            <source>If only {good:.2%} are wrong, they are accepted with a chance of {chance:.0%}.</source>
            <translation>Sind nur {good:.2%} falsch, so werden sie mit einer Wahrscheinlichkeit von {chance:.0%} angenommen.</translation>
        </message>
        <message>
            <location filename="../../engine/sampling/sentences.py" />
            <source>Of all {population}, about {wrong:.0f} are wrong, and {most} at most.</source>
            <translation>Von allen {population} sind etwa {wrong:.0f} falsch, und höchstens {most}.</translation>
        </message>
        <message>
            <location filename="../../engine/sampling/sentences.py" />
            <source>Accepted: {wrong} wrong, and {accept} may be.</source>
            <translation>Angenommen: {wrong} falsch, und {accept} dürfen es sein.</translation>
        </message>
        <message>
            <location filename="../../engine/sampling/sentences.py" />
            <source>Open: {wrong} wrong so far, {accept} may be; {waiting} wait for an answer.</source>
            <translation>Offen: bisher {wrong} falsch, {accept} dürfen es sein; {waiting} warten auf eine Antwort.</translation>
        </message>
        <message>
            <location filename="../../engine/sampling/sentences.py" />
            <source>Refused: {wrong} wrong, and {accept} may be. The {waiting} that wait cannot change that: it may stop here.</source>
            <translation>Abgelehnt: {wrong} falsch, und {accept} dürfen es sein. Die {waiting}, die noch warten, können das nicht ändern: hier darf Schluss sein.</translation>
        </message>
        <message>
            <location filename="../../engine/sampling/sentences.py" />
            <source>Refused: {wrong} wrong, and {accept} may be.</source>
            <translation>Abgelehnt: {wrong} falsch, und {accept} dürfen es sein.</translation>
        </message>
        <message>
            <location filename="../../engine/sampling/sentences.py" />
            <source>{wrong} of {answered} are wrong: about {estimate:.2%} of all, and {bound:.2%} at most, with {sure:.1%} confidence.</source>
            <translation>{wrong} von {answered} sind falsch: etwa {estimate:.2%} aller, und höchstens {bound:.2%}, bei {sure:.1%} Sicherheit.</translation>
        </message>
        <message>
            <location filename="../../engine/sampling/sentences.py" />
            <source>{wrong} of the {answered} answered are wrong. {bound:.2%} of all at most are wrong if it stops here, where what waits counts as wrong, and {best:.2%} if all that waits is right, with {sure:.1%} confidence.</source>
            <translation>{wrong} der {answered} beantworteten sind falsch. Höchstens {bound:.2%} aller sind falsch, wenn hier Schluss ist, wobei als falsch zählt, was wartet, und {best:.2%}, wenn alles richtig ist, was wartet, bei {sure:.1%} Sicherheit.</translation>
        </message>
        <message>
            <location filename="../../engine/sampling/sentences.py" />
            <source>So many are wrong that no further answer would bring the rate under the refused one.</source>
            <translation>So viele sind falsch, dass keine weitere Antwort die Rate unter die abzulehnende brächte.</translation>
        </message>
        <message>
            <location filename="../../engine/sampling/sentences.py" />
            <source>{more} more, drawn from the rest and all right, would bring it under {rate:.2%}, at a risk of {risk:.1%} over both looks.</source>
            <translation>{more} weitere, aus dem Rest gezogen und alle richtig, brächten sie unter {rate:.2%}, bei einem Risiko von {risk:.1%} über beide Blicke.</translation>
        </message>
        <message>
            <location filename="../../engine/sampling/sentences.py" />
            <source>Flags put {found} right, {again} of them are in the sample, with {missed} that are still wrong ({flagged} of these have a flag): about {estimate:.0f} are left, {low} at least, with {sure:.1%} confidence.</source>
            <translation>Durch Hinweise wurden {found} berichtigt, {again} davon sind in der Stichprobe, mit {missed}, die noch falsch sind ({flagged} davon haben einen Hinweis): etwa {estimate:.0f} sind übrig, mindestens {low}, bei {sure:.1%} Sicherheit.</translation>
        </message>
        <message>
            <location filename="../../engine/sampling/sentences.py" />
            <source>Flags put {found} right, {again} of them are in the sample, with {missed} that are still wrong ({flagged} of these have a flag): about {estimate:.0f} are left, {low} to {high} with {sure:.1%} confidence.</source>
            <translation>Durch Hinweise wurden {found} berichtigt, {again} davon sind in der Stichprobe, mit {missed}, die noch falsch sind ({flagged} davon haben einen Hinweis): etwa {estimate:.0f} sind übrig, {low} bis {high} bei {sure:.1%} Sicherheit.</translation>
        </message>
        <message>
            <location filename="../../engine/sampling/sentences.py" />
            <source>Second reading: {units} read, {waiting} wait.</source>
            <translation>Zweite Durchsicht: {units} durchgesehen, {waiting} warten.</translation>
        </message>
        <message>
            <location filename="../../engine/sampling/sentences.py" />
            <source>Of {right} that were called right, {wrong} are wrong: {bound:.2%} at most of all that was called right, with {sure:.1%} confidence.</source>
            <translation>Von {right}, die als richtig galten, sind {wrong} falsch: höchstens {bound:.2%} von allem, was als richtig galt, mit {sure:.1%} Sicherheit.</translation>
        </message>
        <message>
            <location filename="../../engine/sampling/sentences.py" />
            <source>Called wrong the first time and right now: {count}. Look at these together.</source>
            <translation>Beim ersten Mal falsch und jetzt richtig genannt: {count}. Seht euch diese gemeinsam an.</translation>
        </message>
        <message>
            <location filename="../../engine/sampling/sentences.py" />
            <source>Of {seen} found wrong now, {both} were found the first time: {share:.0%} (95 % interval {low:.0%} to {high:.0%}). What neither sees is in no figure.</source>
            <translation>Von {seen}, die jetzt als falsch gefunden wurden, waren {both} schon beim ersten Mal gefunden worden: {share:.0%} (95-%-Intervall {low:.0%} bis {high:.0%}). Was keiner sieht, ist in keiner Zahl.</translation>
        </message>
    </context>
    <context>
        <name>SamplePlanDialog</name>
        <message>
            <location filename="../../widgets/sampling/plan.py" />
            <source>Review a random sample</source>
            <translation>Eine Zufallsstichprobe prüfen</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/plan.py" />
            <source>You see labels by chance, without flags or predictions, and say what is wrong. That tells how many of all are wrong at most.</source>
            <translation>Sie sehen zufällige Labels, ohne Hinweise oder Vorhersagen, und sagen, was falsch ist. Daraus folgt, wie viele von allen höchstens falsch sind.</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/plan.py" />
            <source>Go on</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/plan.py" />
            <source>Show</source>
            <translation>Zeigen</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/plan.py" />
            <source>Read again</source>
            <translation>Nochmals durchsehen</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/plan.py" />
            <source>Boxes</source>
            <translation>Boxen</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/plan.py" />
            <source>Images, which also tells what is missing</source>
            <translation>Bilder; das zeigt auch, was fehlt</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/plan.py" />
            <source>By an error rate to be refused</source>
            <translation>Nach einer abzulehnenden Fehlerrate</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/plan.py" />
            <source>By ISO 2859-1</source>
            <translation>Nach ISO 2859-1</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/plan.py" />
            <source>Tightened inspection</source>
            <translation>Verschärfte Prüfung</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/plan.py" />
            <source>In proportion to flagged and other ones, reviewed and other ones, and classes</source>
            <translation>Im Verhältnis von solchen mit Hinweis und anderen, geprüften und anderen, und Klassen</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/plan.py" />
            <source>Draw</source>
            <translation>Ziehen</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/plan.py" />
            <source>Risk</source>
            <translation>Risiko</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/plan.py" />
            <source>Refused from</source>
            <translation>Abgelehnt ab</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/plan.py" />
            <source>May be wrong</source>
            <translation>Dürfen falsch sein</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/plan.py" />
            <source>Acceptance quality limit</source>
            <translation>Annehmbare Qualitätsgrenzlage</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/plan.py" />
            <source>Inspection level</source>
            <translation>Prüfniveau</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/plan.py" />
            <source>Draw and review</source>
            <translation>Ziehen und prüfen</translation>
        </message>
    </context>
    <context>
        <name>Samples</name>
        <message>
            <location filename="../../app/samples.py" />
            <source>What did the reviewer overlook? Another person reads some of it again, blind.</source>
            <translation>Was wurde bei der Prüfung übersehen? Jemand anderes sieht einen Teil davon nochmals blind durch.</translation>
        </message>
        <message>
            <location filename="../../app/samples.py" />
            <source>Image {place} of {of}</source>
            <translation>Bild {place} von {of}</translation>
        </message>
        <message>
            <location filename="../../app/samples.py" />
            <source>The folder of the images is not known. Open it with images.</source>
            <translation>Der Bildordner ist nicht bekannt. Öffnen Sie den Datensatz mit Bildern.</translation>
        </message>
    </context>
    <context>
        <name>SavedFilters</name>
        <message>
            <location filename="../../widgets/queue/saved.py" />
            <source>Worth most</source>
            <translation>Größter Nutzen</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/saved.py" />
            <source>Missing labels, sure</source>
            <translation>Fehlende Labels, sicher</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/saved.py" />
            <source>Unsure</source>
            <translation>Unsicher</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/saved.py" />
            <source>Saved filters</source>
            <translation>Gespeicherte Filter</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/saved.py" />
            <source>Save this filter…</source>
            <translation>Diesen Filter speichern…</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/saved.py" />
            <source>Save this filter</source>
            <translation>Diesen Filter speichern</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/saved.py" />
            <source>Rename “{name}”…</source>
            <translation>„{name}“ umbenennen…</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/saved.py" />
            <source>Rename this filter</source>
            <translation>Diesen Filter umbenennen</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/saved.py" />
            <source>Delete “{name}”</source>
            <translation>„{name}“ löschen</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/saved.py" />
            <source>Name of the filter</source>
            <translation>Name des Filters</translation>
        </message>
    </context>
    <context>
        <name>SecondPassDialog</name>
        <message>
            <location filename="../../widgets/dialogs/second_pass.py" />
            <source>Hand out a blind second pass</source>
            <translation>Blinden zweiten Durchgang ausgeben</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/second_pass.py" />
            <source>Images drawn by chance are written as COCO with their classes and without any label. Somebody else opens the file with the same images, draws every box, and exports it as COCO; Compare annotators reads what comes back. An image that comes back without boxes counts as having none.</source>
            <translation>Zufällig gezogene Bilder werden als COCO geschrieben, mit ihren Klassen und ohne ein einziges Label. Jemand anderes öffnet die Datei mit denselben Bildern, zeichnet jede Box und exportiert sie als COCO; „Annotierende vergleichen“ liest, was zurückkommt. Ein Bild, das ohne Boxen zurückkommt, zählt als eines ohne Objekte.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/second_pass.py" />
            <source> of {images} images</source>
            <translation> von {images} Bildern</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/second_pass.py" />
            <source>The same seed draws the same images.</source>
            <translation>Der gleiche Startwert zieht die gleichen Bilder.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/second_pass.py" />
            <source>&amp;Sample</source>
            <translation>&amp;Stichprobe</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/second_pass.py" />
            <source>S&amp;eed</source>
            <translation>St&amp;artwert</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/second_pass.py" />
            <source>Save as…</source>
            <translation>Speichern unter…</translation>
        </message>
    </context>
    <context>
        <name>SignOff</name>
        <message>
            <location filename="../../engine/sign_off/policy.py" />
            <source>It must be signed with a key, and none was given.</source>
            <translation>Es muss mit einem Schlüssel unterschrieben werden, und keiner ist angegeben.</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/policy.py" />
            <source>{count} image files are not there or cannot be read, the first is {name}.</source>
            <translation>{count} Bilddateien fehlen oder sind nicht lesbar, die erste ist {name}.</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/policy.py" />
            <source>The image file {name} is not there or cannot be read.</source>
            <translation>Die Bilddatei {name} fehlt oder ist nicht lesbar.</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/policy.py" />
            <source>{count} open flags are worth more than {limit:.4f} mAP each, the dearest {price:+.4f}.</source>
            <translation>{count} offene Hinweise sind je mehr als {limit:.4f} mAP wert, der teuerste {price:+.4f}.</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/policy.py" />
            <source>1 open flag is worth {price:+.4f} mAP, more than {limit:.4f}.</source>
            <translation>1 offener Hinweis ist {price:+.4f} mAP wert, mehr als {limit:.4f}.</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/policy.py" />
            <source>{count} flags stay open: say why that may be so.</source>
            <translation>{count} Hinweise bleiben offen: warum das so sein darf, ist zu sagen.</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/policy.py" />
            <source>1 flag stays open: say why that may be so.</source>
            <translation>1 Hinweis bleibt offen: warum das so sein darf, ist zu sagen.</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/policy.py" />
            <source>{count} images were returned and are not mended.</source>
            <translation>{count} Bilder wurden zurückgegeben und sind nicht nachgebessert.</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/policy.py" />
            <source>1 image was returned and is not mended.</source>
            <translation>1 Bild wurde zurückgegeben und ist nicht nachgebessert.</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/policy.py" />
            <source>{count} images are not reviewed.</source>
            <translation>{count} Bilder sind nicht geprüft.</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/policy.py" />
            <source>1 image is not reviewed.</source>
            <translation>1 Bild ist nicht geprüft.</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/policy.py" />
            <source>No random sample was reviewed blind.</source>
            <translation>Keine Stichprobe wurde blind geprüft.</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/policy.py" />
            <source>Up to {bound:.2%} may be wrong by the sample, more than {limit:.2%}.</source>
            <translation>Nach der Stichprobe können bis zu {bound:.2%} falsch sein, mehr als {limit:.2%}.</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/policy.py" />
            <source>The sample was reviewed by {name}, who edited labels too: it takes somebody else.</source>
            <translation>Die Stichprobe hat {name} geprüft und auch Labels bearbeitet: dafür braucht es jemand anderen.</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/policy.py" />
            <source>The last sample is of other labels: {count} boxes were edited since.</source>
            <translation>Die letzte Stichprobe ist von anderen Labels: seither wurden {count} Boxen bearbeitet.</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/policy.py" />
            <source>The last sample is of other labels: 1 box was edited since.</source>
            <translation>Die letzte Stichprobe ist von anderen Labels: seither wurde 1 Box bearbeitet.</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/policy.py" />
            <source>The last sample refused the labels: {wrong} wrong.</source>
            <translation>Die letzte Stichprobe hat die Labels abgelehnt: {wrong} falsch.</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/policy.py" />
            <source>{count} units of the last sample wait for an answer.</source>
            <translation>{count} Einheiten der letzten Stichprobe warten auf eine Antwort.</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/sign.py" />
            <source>It is signed already: reopen it first, and say why.</source>
            <translation>Es ist schon unterschrieben: erst wieder öffnen und sagen, warum.</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/standing.py" />
            <source>Reopened by {who}, {when}: {why}</source>
            <translation>Wieder geöffnet von {who}, {when}: {why}</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/standing.py" />
            <source>Signed by {who}, {when}</source>
            <translation>Unterschrieben von {who}, {when}</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/standing.py" />
            <source>Lapsed: {changes} since</source>
            <translation>Hinfällig: seither {changes}</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/standing.py" />
            <source>journal entries gone</source>
            <translation>Einträge des Journals weg</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/standing.py" />
            <source>1 image returned</source>
            <translation>1 Bild zurückgegeben</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/standing.py" />
            <source>{count} images returned</source>
            <translation>{count} Bilder zurückgegeben</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/standing.py" />
            <source>other predictions</source>
            <translation>andere Vorhersagen</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/standing.py" />
            <source>other evaluation settings</source>
            <translation>andere Einstellungen der Auswertung</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/standing.py" />
            <source>other check settings</source>
            <translation>andere Einstellungen der Prüfungen</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/standing.py" />
            <source>1 box changed</source>
            <translation>1 Box geändert</translation>
        </message>
        <message>
            <location filename="../../engine/sign_off/standing.py" />
            <source>{count} boxes changed</source>
            <translation>{count} Boxen geändert</translation>
        </message>
    </context>
    <context>
        <name>SignOffDialog</name>
        <message>
            <location filename="../../widgets/sign_off/sign_off.py" />
            <source>Sign off</source>
            <translation>Freigabe unterschreiben</translation>
        </message>
        <message>
            <location filename="../../widgets/sign_off/sign_off.py" />
            <source>What signing asks for</source>
            <translation>Was zum Unterschreiben nötig ist</translation>
        </message>
        <message>
            <location filename="../../widgets/sign_off/sign_off.py" />
            <source>These labels are not signed.</source>
            <translation>Diese Labels sind nicht unterschrieben.</translation>
        </message>
        <message>
            <location filename="../../widgets/sign_off/sign_off.py" />
            <source>holds</source>
            <translation>erfüllt</translation>
        </message>
        <message>
            <location filename="../../widgets/sign_off/sign_off.py" />
            <source>Go there</source>
            <translation>Hingehen</translation>
        </message>
        <message>
            <location filename="../../widgets/sign_off/sign_off.py" />
            <source>None; the chain of hashes holds without one too</source>
            <translation>Keiner; die Kette der Prüfsummen hält auch ohne</translation>
        </message>
        <message>
            <location filename="../../widgets/sign_off/sign_off.py" />
            <source>Choose…</source>
            <translation>Wählen…</translation>
        </message>
        <message>
            <location filename="../../widgets/sign_off/sign_off.py" />
            <source>Why flags may stay open</source>
            <translation>Warum Hinweise offen bleiben dürfen</translation>
        </message>
        <message>
            <location filename="../../widgets/sign_off/sign_off.py" />
            <source>Your private key (Ed25519)</source>
            <translation>Dein privater Schlüssel (Ed25519)</translation>
        </message>
        <message>
            <location filename="../../widgets/sign_off/sign_off.py" />
            <source>Why it is reopened</source>
            <translation>Warum wieder geöffnet wird</translation>
        </message>
        <message>
            <location filename="../../widgets/sign_off/sign_off.py" />
            <source>Reopen</source>
            <translation>Wieder öffnen</translation>
        </message>
        <message>
            <location filename="../../widgets/sign_off/sign_off.py" />
            <source>Report…</source>
            <translation>Bericht…</translation>
        </message>
        <message>
            <location filename="../../widgets/sign_off/sign_off.py" />
            <source>Sign</source>
            <translation>Unterschreiben</translation>
        </message>
        <message>
            <location filename="../../widgets/sign_off/sign_off.py" />
            <source>How much of the gain is real is being worked out.</source>
            <translation>Wie viel des Gewinns echt ist, wird noch berechnet.</translation>
        </message>
        <message>
            <location filename="../../widgets/sign_off/sign_off.py" />
            <source>mAP {before:.4f} as opened, {after:.4f} now: {delta:+.4f} (95 % interval {low:+.4f} to {high:+.4f})</source>
            <translation>mAP {before:.4f} wie geöffnet, {after:.4f} jetzt: {delta:+.4f} (95-%-Intervall {low:+.4f} bis {high:+.4f})</translation>
        </message>
        <message>
            <location filename="../../widgets/sign_off/sign_off.py" />
            <source>No box copies the model's own.</source>
            <translation>Keine Box ist eine Kopie des Modells.</translation>
        </message>
        <message>
            <location filename="../../widgets/sign_off/sign_off.py" />
            <source>Without the {count} boxes that copy the model's own: {delta:+.4f}</source>
            <translation>Ohne die {count} Boxen, die Kopien des Modells sind: {delta:+.4f}</translation>
        </message>
        <message>
            <location filename="../../widgets/sign_off/sign_off.py" />
            <source>On the {count} images of the blind sample alone: {delta:+.4f}</source>
            <translation>Auf den {count} Bildern der blinden Stichprobe allein: {delta:+.4f}</translation>
        </message>
        <message>
            <location filename="../../widgets/sign_off/sign_off.py" />
            <source>No random sample was reviewed: how many labels are wrong is not known.</source>
            <translation>Keine Stichprobe wurde geprüft: wie viele Labels falsch sind, ist nicht bekannt.</translation>
        </message>
        <message>
            <location filename="../../widgets/sign_off/sign_off.py" />
            <source>Sample: {wrong} wrong of {drawn}; at most {bound:.2%} of {population} are wrong, with {sure:.0%} confidence.</source>
            <translation>Stichprobe: {wrong} von {drawn} falsch; höchstens {bound:.2%} von {population} sind falsch, bei {sure:.0%} Sicherheit.</translation>
        </message>
    </context>
    <context>
        <name>Signing</name>
        <message>
            <location filename="../../app/signing.py" />
            <source>Write a report</source>
            <translation>Bericht schreiben</translation>
        </message>
        <message>
            <location filename="../../app/signing.py" />
            <source>PDF (*.pdf)</source>
            <translation>PDF (*.pdf)</translation>
        </message>
        <message>
            <location filename="../../app/signing.py" />
            <source>Web page (*.html)</source>
            <translation>Webseite (*.html)</translation>
        </message>
        <message>
            <location filename="../../app/signing.py" />
            <source>Choose your private key</source>
            <translation>Den privaten Schlüssel wählen</translation>
        </message>
    </context>
    <context>
        <name>Source</name>
        <message>
            <location filename="../../widgets/dialogs/source_words.py" />
            <source>Annotations</source>
            <translation>Annotationen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/source_words.py" />
            <source>Images</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/source_words.py" />
            <source>Predictions</source>
            <translation>Vorhersagen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/source_words.py" />
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/source_words.py" />
            <source>Label map</source>
            <translation>Label-Map</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/source_words.py" />
            <source>Split</source>
            <translation>Split</translation>
        </message>
    </context>
    <context>
        <name>SourceWatch</name>
        <message>
            <location filename="../../app/sources.py" />
            <source>{name} changed on disk; the project works on what it read</source>
            <translation>{name} wurde auf der Platte geändert; das Projekt arbeitet mit dem, was es gelesen hat</translation>
        </message>
        <message>
            <location filename="../../app/sources.py" />
            <source>{count} sources changed on disk; the project works on what it read</source>
            <translation>{count} Quellen wurden auf der Platte geändert; das Projekt arbeitet mit dem, was es gelesen hat</translation>
        </message>
        <message>
            <location filename="../../app/sources.py" />
            <source>{name} is not found; the project works without</source>
            <translation>{name} wurde nicht gefunden; das Projekt arbeitet ohne weiter</translation>
        </message>
        <message>
            <location filename="../../app/sources.py" />
            <source>{count} sources are not found; the project works without</source>
            <translation>{count} Quellen wurden nicht gefunden; das Projekt arbeitet ohne weiter</translation>
        </message>
        <message>
            <location filename="../../app/sources.py" />
            <source>{file}, as changed</source>
            <translation>{file}, geändert</translation>
        </message>
        <message>
            <location filename="../../app/sources.py" />
            <source>The changed predictions are in use now. The way back is Use, among the runs.</source>
            <translation>Die geänderten Vorhersagen sind jetzt in Gebrauch. Zurück geht es mit „Verwenden“ bei den Läufen.</translation>
        </message>
    </context>
    <context>
        <name>SourcesDialog</name>
        <message>
            <location filename="../../widgets/dialogs/sources.py" />
            <source>Sources</source>
            <translation>Quellen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/sources.py" />
            <source>What this project was begun from. It is never written to, nor read again unasked.</source>
            <translation>Womit dieses Projekt begonnen wurde. Es wird nie beschrieben und nie ungefragt neu gelesen.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/sources.py" />
            <source>boxes added: {}</source>
            <translation>hinzugekommene Boxen: {}</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/sources.py" />
            <source>boxes removed: {}</source>
            <translation>entfernte Boxen: {}</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/sources.py" />
            <source>boxes moved: {}</source>
            <translation>verschobene Boxen: {}</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/sources.py" />
            <source>boxes relabelled: {}</source>
            <translation>Boxen anderer Klasse: {}</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/sources.py" />
            <source>images added: {}</source>
            <translation>hinzugekommene Bilder: {}</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/sources.py" />
            <source>images removed: {}</source>
            <translation>entfernte Bilder: {}</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/sources.py" />
            <source>The boxes and images are the same.</source>
            <translation>Boxen und Bilder sind dieselben.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/sources.py" />
            <source>Not found; the project works without it.</source>
            <translation>Nicht gefunden; das Projekt arbeitet ohne weiter.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/sources.py" />
            <source>not readable</source>
            <translation>nicht lesbar</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/sources.py" />
            <source>Changed on disk since the project was begun ({then} then, {now} now); the project still works on what it read then.</source>
            <translation>Auf der Platte geändert, seit das Projekt begonnen wurde (damals {then}, jetzt {now}); das Projekt arbeitet weiter mit dem, was es damals gelesen hat.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/sources.py" />
            <source>Found.</source>
            <translation>Gefunden.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/sources.py" />
            <source>As it was read (SHA-256 {}).</source>
            <translation>Wie gelesen (SHA-256 {}).</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/sources.py" />
            <source>Where is it?</source>
            <translation>Wo ist das?</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/sources.py" />
            <source>What changed?</source>
            <translation>Was ist anders?</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/sources.py" />
            <source>Load as another run</source>
            <translation>Als weiteren Lauf laden</translation>
        </message>
    </context>
    <context>
        <name>SpeedUp</name>
        <message>
            <location filename="../../engine/inference/speed_up.py" />
            <source>There are no boxes on these images to measure on.</source>
            <translation>Auf diesen Bildern sind keine Boxen, an denen gemessen werden könnte.</translation>
        </message>
        <message>
            <location filename="../../engine/inference/speed_up.py" />
            <source>{metric} changes by {change}.</source>
            <translation>{metric} ändert sich um {change}.</translation>
        </message>
        <message>
            <location filename="../../engine/inference/speed_up.py" />
            <source>It is no quicker.</source>
            <translation>Es ist nicht schneller.</translation>
        </message>
    </context>
    <context>
        <name>SpeedUpDialog</name>
        <message>
            <location filename="../../widgets/dialogs/speed_up.py" />
            <source>Speed the model up</source>
            <translation>Modell beschleunigen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/speed_up.py" />
            <source>Use this</source>
            <translation>Dies verwenden</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/speed_up.py" />
            <source>The model is measured on the same images each time. This takes a minute or two.</source>
            <translation>Das Modell wird jedes Mal auf denselben Bildern gemessen. Das dauert ein, zwei Minuten.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/speed_up.py" />
            <source>Metrics may change by {change} at most.</source>
            <translation>Metriken dürfen sich höchstens um {change} ändern.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/speed_up.py" />
            <source>How it is run</source>
            <translation>Wie es läuft</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/speed_up.py" />
            <source>Images/s</source>
            <translation>Bilder/s</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/speed_up.py" />
            <source>As quick</source>
            <translation>So schnell</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/speed_up.py" />
            <source>Largest change</source>
            <translation>Größte Änderung</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/speed_up.py" />
            <source>Some models run quicker compiled, or with numbers of 16 bits. Here is what that gives on this device.</source>
            <translation>Manche Modelle laufen schneller, wenn sie kompiliert sind oder mit 16 Bit rechnen. Das bringt es auf diesem Gerät.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/speed_up.py" />
            <source>is being measured…</source>
            <translation>wird gemessen…</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/speed_up.py" />
            <source>waits</source>
            <translation>wartet</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/speed_up.py" />
            <source>can be used</source>
            <translation>verwendbar</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/speed_up.py" />
            <source>As it is</source>
            <translation>Wie es ist</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/speed_up.py" />
            <source>Compiled (XLA)</source>
            <translation>Kompiliert (XLA)</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/speed_up.py" />
            <source>With 16 bits</source>
            <translation>Mit 16 Bit</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/speed_up.py" />
            <source>Both</source>
            <translation>Beides</translation>
        </message>
    </context>
    <context>
        <name>SpokenPresenter</name>
        <message>
            <location filename="../../app/presenters/spoken.py" />
            <source>No image</source>
            <translation>Kein Bild</translation>
        </message>
        <message>
            <location filename="../../app/presenters/spoken.py" />
            <source>Image {place} of {count}, {name}, boxes: {boxes}.</source>
            <translation>Bild {place} von {count}, {name}, Boxen: {boxes}.</translation>
        </message>
        <message>
            <location filename="../../app/presenters/spoken.py" />
            <source>Under review: {kind}, {category}. {reason}</source>
            <translation>In Prüfung: {kind}, {category}. {reason}</translation>
        </message>
        <message>
            <location filename="../../app/presenters/spoken.py" />
            <source>No box is selected.</source>
            <translation>Keine Box ist ausgewählt.</translation>
        </message>
        <message>
            <location filename="../../app/presenters/spoken.py" />
            <source>{count} boxes are selected.</source>
            <translation>{count} Boxen sind ausgewählt.</translation>
        </message>
        <message>
            <location filename="../../app/presenters/spoken.py" />
            <source>Selected: {category}, x {x}, y {y}, width {width}, height {height}.</source>
            <translation>Ausgewählt: {category}, x {x}, y {y}, Breite {width}, Höhe {height}.</translation>
        </message>
        <message>
            <location filename="../../app/presenters/spoken.py" />
            <source>unknown class</source>
            <translation>unbekannte Klasse</translation>
        </message>
    </context>
    <context>
        <name>Stage</name>
        <message>
            <location filename="../../widgets/state.py" />
            <source>not reviewed</source>
            <translation>nicht geprüft</translation>
        </message>
        <message>
            <location filename="../../widgets/state.py" />
            <source>reviewed</source>
            <translation>geprüft</translation>
        </message>
        <message>
            <location filename="../../widgets/state.py" />
            <source>approved</source>
            <translation>freigegeben</translation>
        </message>
        <message>
            <location filename="../../widgets/state.py" />
            <source>returned</source>
            <translation>zurückgegeben</translation>
        </message>
        <message>
            <location filename="../../widgets/state.py" />
            <source>{stage}, no objects</source>
            <translation>{stage}, keine Objekte</translation>
        </message>
    </context>
    <context>
        <name>StandingPanel</name>
        <message>
            <location filename="../../widgets/runs/standing.py" />
            <source>How far the run is</source>
            <translation>Wie weit der Lauf ist</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/standing.py" />
            <source>Pause</source>
            <translation>Pause</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/standing.py" />
            <source>Stop</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/standing.py" />
            <source>Go on</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/standing.py" />
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/standing.py" />
            <source>1 problem</source>
            <translation>1 Problem</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/standing.py" />
            <source>{count} problems</source>
            <translation>{count} Probleme</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/standing.py" />
            <source>Loading the model</source>
            <translation>Modell wird geladen</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/standing.py" />
            <source>Running the model</source>
            <translation>Modell läuft</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/standing.py" />
            <source>Paused</source>
            <translation>Angehalten</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/standing.py" />
            <source>The run was stopped</source>
            <translation>Der Lauf wurde abgebrochen</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/standing.py" />
            <source>The run was interrupted</source>
            <translation>Der Lauf wurde unterbrochen</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/standing.py" />
            <source>The run is finished</source>
            <translation>Der Lauf ist fertig</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/standing.py" />
            <source>Resume</source>
            <translation>Fortsetzen</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/standing.py" />
            <source>{done} of {total} images</source>
            <translation>{done} von {total} Bildern</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/standing.py" />
            <source>{count} known already</source>
            <translation>{count} schon bekannt</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/standing.py" />
            <source>{count} skipped</source>
            <translation>{count} übersprungen</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/standing.py" />
            <source>mAP is told after the first images.</source>
            <translation>mAP gibt es nach den ersten Bildern.</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/standing.py" />
            <source>mAP {ap}</source>
            <translation>mAP {ap}</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/standing.py" />
            <source>mAP so far {ap} (on {count} images)</source>
            <translation>mAP bisher {ap} (auf {count} Bildern)</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/standing.py" />
            <source>mAP {ap}, 95 % between {low} and {high}</source>
            <translation>mAP {ap}, 95 % zwischen {low} und {high}</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/standing.py" />
            <source>mAP so far {ap}, 95 % between {low} and {high} (on {count} images)</source>
            <translation>mAP bisher {ap}, 95 % zwischen {low} und {high} (auf {count} Bildern)</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/standing.py" />
            <source>1 image at once</source>
            <translation>1 Bild auf einmal</translation>
        </message>
        <message>
            <location filename="../../widgets/runs/standing.py" />
            <source>{count} images at once</source>
            <translation>{count} Bilder auf einmal</translation>
        </message>
    </context>
    <context>
        <name>State</name>
        <message>
            <location filename="../../engine/states.py" />
            <source>Returned, and every comment is resolved: mark it as reviewed.</source>
            <translation>Zurückgegeben, und alle Kommentare sind erledigt: Markieren Sie das Bild als geprüft.</translation>
        </message>
    </context>
    <context>
        <name>StatesPresenter</name>
        <message>
            <location filename="../../app/presenters/states.py" />
            <source>Only a reviewed image can be approved.</source>
            <translation>Nur ein geprüftes Bild kann freigegeben werden.</translation>
        </message>
        <message>
            <location filename="../../app/presenters/states.py" />
            <source>There are boxes on this image: delete them first.</source>
            <translation>Auf diesem Bild sind Boxen: Löschen Sie sie zuerst.</translation>
        </message>
        <message>
            <location filename="../../app/presenters/states.py" />
            <source>No other image is reviewed and waits for a decision.</source>
            <translation>Kein anderes Bild ist geprüft und wartet auf eine Entscheidung.</translation>
        </message>
        <message>
            <location filename="../../app/presenters/states.py" />
            <source>Return the image: what is wrong with this box?</source>
            <translation>Bild zurückgeben: Was stimmt mit dieser Box nicht?</translation>
        </message>
        <message>
            <location filename="../../app/presenters/states.py" />
            <source>Return the image: what is wrong at this place?</source>
            <translation>Bild zurückgeben: Was stimmt an dieser Stelle nicht?</translation>
        </message>
        <message>
            <location filename="../../app/presenters/states.py" />
            <source>Return the image: what is wrong with it?</source>
            <translation>Bild zurückgeben: Was stimmt damit nicht?</translation>
        </message>
        <message>
            <location filename="../../app/presenters/states.py" />
            <source>Return</source>
            <translation>Zurückgeben</translation>
        </message>
        <message>
            <location filename="../../app/presenters/states.py" />
            <source>In one line</source>
            <translation>In einer Zeile</translation>
        </message>
        <message>
            <location filename="../../app/presenters/states.py" />
            <source>Answer to: {}</source>
            <translation>Antwort auf: {}</translation>
        </message>
        <message>
            <location filename="../../app/presenters/states.py" />
            <source>Resolve</source>
            <translation>Erledigen</translation>
        </message>
        <message>
            <location filename="../../app/presenters/states.py" />
            <source>{text}
{author}</source>
            <translation>{text}
{author}</translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <location filename="../../widgets/queue/status.py" />
            <source>Group by image</source>
            <translation>Nach Bild gruppieren</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/status.py" />
            <source>&amp;Fold all images</source>
            <translation>Alle Bilder &amp;zuklappen</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/status.py" />
            <source>&amp;Unfold all images</source>
            <translation>Alle Bilder &amp;aufklappen</translation>
        </message>
    </context>
    <context>
        <name>Step</name>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Added a box</source>
            <translation>Eine Box hinzugefügt</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Moved a box</source>
            <translation>Eine Box verschoben</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Relabelled a box</source>
            <translation>Klasse einer Box geändert</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Deleted a box</source>
            <translation>Eine Box gelöscht</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Replaced a box</source>
            <translation>Eine Box ersetzt</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Added {} boxes</source>
            <translation>{} Boxen hinzugefügt</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Moved {} boxes</source>
            <translation>{} Boxen verschoben</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Relabelled {} boxes</source>
            <translation>Klasse von {} Boxen geändert</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Deleted {} boxes</source>
            <translation>{} Boxen gelöscht</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Replaced {} boxes</source>
            <translation>{} Boxen ersetzt</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Suggestion accepted: added a box</source>
            <translation>Vorschlag angenommen: eine Box hinzugefügt</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Suggestion accepted: moved a box</source>
            <translation>Vorschlag angenommen: eine Box verschoben</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Suggestion accepted: relabelled a box</source>
            <translation>Vorschlag angenommen: Klasse einer Box geändert</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Suggestion accepted: deleted a box</source>
            <translation>Vorschlag angenommen: eine Box gelöscht</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Suggestion accepted: replaced a box</source>
            <translation>Vorschlag angenommen: eine Box ersetzt</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Verdict: none</source>
            <translation>Urteil: keines</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Verdict: fixed</source>
            <translation>Urteil: berichtigt</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Verdict: label is right</source>
            <translation>Urteil: Label ist richtig</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Verdict: unsure</source>
            <translation>Urteil: unsicher</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Image not reviewed any more</source>
            <translation>Bild nicht mehr als geprüft markiert</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Image reviewed</source>
            <translation>Bild geprüft</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Image approved</source>
            <translation>Bild freigegeben</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Image returned</source>
            <translation>Bild zurückgegeben</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Returned to an earlier state</source>
            <translation>Zu einem früheren Stand zurückgekehrt</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>{} disagreements settled by majority</source>
            <translation>{} Unstimmigkeiten nach Mehrheit geklärt</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Comment resolved</source>
            <translation>Kommentar erledigt</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Image reviewed: no objects</source>
            <translation>Bild geprüft: keine Objekte</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Image not approved any more</source>
            <translation>Bild nicht mehr freigegeben</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Image not without objects any more</source>
            <translation>Bild nicht mehr ohne Objekte</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Box put back to an earlier state</source>
            <translation>Box in einen früheren Zustand zurückgesetzt</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Read a box anew</source>
            <translation>Eine Box neu gelesen</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Read {} boxes anew</source>
            <translation>{} Boxen neu gelesen</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Snapped a box to the object's edges</source>
            <translation>Eine Box an den Objektkanten ausgerichtet</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>Snapped {} boxes to the object's edges</source>
            <translation>{} Boxen an den Objektkanten ausgerichtet</translation>
        </message>
        <message>
            <location filename="../../widgets/journal/words.py" />
            <source>{} (resolved)</source>
            <translation>{} (erledigt)</translation>
        </message>
    </context>
    <context>
        <name>Steps</name>
        <message>
            <location filename="../../widgets/findings/steps.py" />
            <source>Show these flags</source>
            <translation>Diese Hinweise zeigen</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/steps.py" />
            <source>Go there</source>
            <translation>Dorthin</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/steps.py" />
            <source>Copy the line</source>
            <translation>Zeile kopieren</translation>
        </message>
    </context>
    <context>
        <name>Summary</name>
        <message>
            <location filename="../../widgets/sampling/summary.py" />
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/summary.py" />
            <source>Kind of error</source>
            <translation>Art des Fehlers</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/summary.py" />
            <source>Class</source>
            <translation>Klasse</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/summary.py" />
            <source>Wrong</source>
            <translation>Falsch</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/summary.py" />
            <source>Answered</source>
            <translation>Beantwortet</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/summary.py" />
            <source>Rate</source>
            <translation>Rate</translation>
        </message>
        <message>
            <location filename="../../widgets/sampling/summary.py" />
            <source>At most</source>
            <translation>Höchstens</translation>
        </message>
    </context>
    <context>
        <name>SummaryTable</name>
        <message>
            <location filename="../../widgets/metrics/metrics.py" />
            <source>Metric</source>
            <translation>Metrik</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/metrics.py" />
            <source>Baseline</source>
            <translation>Anfang</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/metrics.py" />
            <source>Current</source>
            <translation>Jetzt</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/metrics.py" />
            <source>Delta</source>
            <translation>Differenz</translation>
        </message>
        <message>
            <location filename="../../widgets/metrics/metrics.py" />
            <source>The twelve metrics</source>
            <translation>Die zwölf Metriken</translation>
        </message>
    </context>
    <context>
        <name>Team</name>
        <message>
            <location filename="../../app/team.py" />
            <source>The server is back: you see again what others do.</source>
            <translation>Der Server ist wieder da: Sie sehen wieder, was andere tun.</translation>
        </message>
        <message>
            <location filename="../../app/team.py" />
            <source>What others do cannot be seen at present: {}</source>
            <translation>Was andere tun, ist zurzeit nicht zu sehen: {}</translation>
        </message>
        <message>
            <location filename="../../app/team.py" />
            <source>The server cannot be reached: you can go on. Your steps are kept on this machine, and handed in when it is back.</source>
            <translation>Der Server ist nicht erreichbar: Sie können weiterarbeiten. Ihre Schritte bleiben auf diesem Rechner und werden nachgereicht, sobald er wieder da ist.</translation>
        </message>
        <message>
            <location filename="../../app/team.py" />
            <source>The server does not take some of your steps ({}), which stay in the project's file here: {}</source>
            <translation>Der Server nimmt einige Ihrer Schritte ({}) nicht an; sie bleiben hier in der Projektdatei: {}</translation>
        </message>
        <message>
            <location filename="../../app/team.py" />
            <source>The server is back, and has your steps ({}). Others had changed the same as some of them ({}), which are kept as conflicts.</source>
            <translation>Der Server ist wieder da und hat Ihre Schritte ({}). Andere hatten dasselbe geändert wie einige davon ({}); sie bleiben als Konflikte erhalten.</translation>
        </message>
        <message>
            <location filename="../../app/team.py" />
            <source>The server is back, and has your steps ({}).</source>
            <translation>Der Server ist wieder da und hat Ihre Schritte ({}).</translation>
        </message>
    </context>
    <context>
        <name>Threshold</name>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>{number} {unit}</source>
            <translation>{number} {unit}</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>there is no such threshold</source>
            <translation>eine solche Schwelle gibt es nicht</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>it must not be above “{title}”, {limit}</source>
            <translation>der Wert darf nicht über „{title}“ liegen, {limit}</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>{value!r} is no number</source>
            <translation>{value!r} ist keine Zahl</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>{value:g} is not from {least} to {most}</source>
            <translation>{value:g} liegt nicht zwischen {least} und {most}</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>{value:g} is no whole number</source>
            <translation>{value:g} ist keine ganze Zahl</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Score</source>
            <translation>Score</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Smallest score of a flag</source>
            <translation>Kleinster Score eines Hinweises</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Less likely flags are not raised: below 0.3, two in three or more would be false alarms.</source>
            <translation>Weniger wahrscheinliche Hinweise entfallen: unter 0.3 wären zwei von drei oder mehr ein Fehlalarm.</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>One box</source>
            <translation>Einzelne Box</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Room beyond the edge of the image</source>
            <translation>Spielraum über den Bildrand hinaus</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>A box may hang over by so much: tools differ by one in what they call the last pixel.</source>
            <translation>So weit darf eine Box überstehen: Werkzeuge sind sich um einen Pixel uneins, welcher der letzte ist.</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>px</source>
            <translation>px</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Side of a tiny box</source>
            <translation>Seite einer winzigen Box</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>A shorter side is a slip of the mouse: nobody draws around so little on purpose.</source>
            <translation>Eine kürzere Seite ist ein Ausrutscher der Maus: niemand zeichnet absichtlich um so wenig.</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Longer side of the model's input</source>
            <translation>Längere Seite der Eingabe des Modells</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>To which the model reduces an image; 0: as its pipeline.config says, or not known.</source>
            <translation>Auf die das Modell ein Bild verkleinert; 0: wie in pipeline.config, oder nicht bekannt.</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Side of a box that is tiny in the model's input</source>
            <translation>Seite einer Box, die in der Eingabe des Modells winzig ist</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>A shorter side leaves the model nothing to see: half a cell of its finest features.</source>
            <translation>Bei einer kürzeren Seite sieht das Modell nichts mehr: eine halbe Zelle seiner feinsten Merkmale.</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Share of the image that is all of it</source>
            <translation>Anteil des Bildes, der als ganzes Bild gilt</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>A box over so much of its image may stand for the image, not for an object.</source>
            <translation>Eine Box über so viel ihres Bildes steht vielleicht für das Bild, nicht für ein Objekt.</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Against its class</source>
            <translation>Gegen ihre Klasse</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Share of a class that makes it usual</source>
            <translation>Anteil einer Klasse, der etwas üblich macht</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>What so many boxes of the class do is simply what such boxes do, and no doubt at all.</source>
            <translation>Was so viele Boxen der Klasse tun, ist einfach ihre Art und kein Grund zum Zweifel.</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Boxes that a class needs</source>
            <translation>Boxen, die eine Klasse braucht</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>With fewer, none of them can be unlike the rest: what is usual would be a guess.</source>
            <translation>Bei weniger kann keine anders als die übrigen sein: was üblich ist, wäre geraten.</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>boxes</source>
            <translation>Boxen</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Distance from what is usual</source>
            <translation>Abstand vom Üblichen</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Robust standard deviations from the median from which a box is odd; 3.5: one in 2,000 of a normal spread.</source>
            <translation>Robuste Standardabweichungen vom Median, ab denen eine Box auffällt; 3.5: eine von 2,000 bei normaler Streuung.</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>deviations</source>
            <translation>Abweichungen</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Smallest spread of size and shape</source>
            <translation>Kleinste Streuung von Größe und Form</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>On a log scale: 0.1 is some 10 %, and people draw boxes no more alike than that.</source>
            <translation>Auf logarithmischer Skala: 0.1 sind etwa 10 %, und gleicher zeichnen Menschen Boxen nicht.</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Against its neighbours</source>
            <translation>Gegen ihre Nachbarn</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Boxes of a class that an image needs</source>
            <translation>Boxen einer Klasse, die ein Bild braucht</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>With fewer, none of them can be out of scale with the others.</source>
            <translation>Bei weniger kann keine im Vergleich zu den anderen zu groß oder zu klein sein.</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Share of a box inside another of its class</source>
            <translation>Anteil einer Box in einer anderen ihrer Klasse</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>From so much on the inner one is a part, or the outer one a group.</source>
            <translation>Ab so viel ist die innere ein Teil oder die äußere eine Gruppe.</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Two classes begin to be in one place</source>
            <translation>Zwei Klassen beginnen, an einer Stelle zu sein</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>An object that is held or worn fills less of the other one.</source>
            <translation>Ein Objekt, das gehalten oder getragen wird, füllt weniger vom anderen.</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>IoU</source>
            <translation>IoU</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Two classes are surely in one place</source>
            <translation>Zwei Klassen sind sicher an einer Stelle</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Nothing but a second name for the same object overlaps by so much.</source>
            <translation>Nur ein zweiter Name für dasselbe Objekt überlappt so sehr.</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Duplicates</source>
            <translation>Doppelte</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Two boxes begin to be one object</source>
            <translation>Zwei Boxen beginnen, ein Objekt zu sein</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Different objects of a class seldom overlap by more.</source>
            <translation>Verschiedene Objekte einer Klasse überlappen sich selten mehr.</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Two boxes are surely one object</source>
            <translation>Zwei Boxen sind sicher ein Objekt</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Two careful people who draw around one object agree by so much.</source>
            <translation>Zwei sorgfältige Menschen, die um ein Objekt zeichnen, stimmen so weit überein.</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Images</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Brightness of an image that is too dark</source>
            <translation>Helligkeit eines zu dunklen Bildes</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Where 95 % of an image lie below this grey level, a screen shows nothing.</source>
            <translation>Wo 95 % eines Bildes unter dieser Graustufe liegen, zeigt ein Bildschirm nichts.</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>of 255</source>
            <translation>von 255</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Contrast of a blank image</source>
            <translation>Kontrast eines leeren Bildes</translation>
        </message>
        <message>
            <location filename="../../engine/data/check_settings.py" />
            <source>Standard deviation of the grey levels below which it shows nothing: noise alone is more.</source>
            <translation>Standardabweichung der Graustufen, unter der es nichts zeigt: schon Rauschen ist mehr.</translation>
        </message>
    </context>
    <context>
        <name>Topic</name>
        <message>
            <location filename="../../engine/data/finding_words.py" />
            <source>Set-up</source>
            <translation>Einrichtung</translation>
        </message>
        <message>
            <location filename="../../engine/data/finding_words.py" />
            <source>Labels</source>
            <translation>Labels</translation>
        </message>
        <message>
            <location filename="../../engine/data/finding_words.py" />
            <source>Kinds of error</source>
            <translation>Fehlerarten</translation>
        </message>
        <message>
            <location filename="../../engine/data/finding_words.py" />
            <source>Amount of data</source>
            <translation>Datenmenge</translation>
        </message>
        <message>
            <location filename="../../engine/data/finding_words.py" />
            <source>Imbalance</source>
            <translation>Ungleichgewicht</translation>
        </message>
        <message>
            <location filename="../../engine/data/finding_words.py" />
            <source>Bias</source>
            <translation>Verzerrung</translation>
        </message>
        <message>
            <location filename="../../engine/data/finding_words.py" />
            <source>Model and data</source>
            <translation>Modell und Daten</translation>
        </message>
        <message>
            <location filename="../../engine/data/finding_words.py" />
            <source>Training</source>
            <translation>Training</translation>
        </message>
        <message>
            <location filename="../../engine/data/finding_words.py" />
            <source>Configuration</source>
            <translation>Konfiguration</translation>
        </message>
        <message>
            <location filename="../../engine/data/finding_words.py" />
            <source>Augmentation</source>
            <translation>Augmentierung</translation>
        </message>
    </context>
    <context>
        <name>Tour</name>
        <message>
            <location filename="../../app/tour.py" />
            <source>The tour is on the demo, which takes the place of {}. Ask once more to open it.</source>
            <translation>Der Rundgang ist in der Demo, die an die Stelle von {} tritt. Noch einmal aufrufen öffnet sie.</translation>
        </message>
        <message>
            <location filename="../../app/tour.py" />
            <source>The queue</source>
            <translation>Die Warteschlange</translation>
        </message>
        <message>
            <location filename="../../app/tour.py" />
            <source>Each row is a doubt about one label: a flag. The first is the one whose correction is worth most. Go on to the next with {next_flag}, or click a row.</source>
            <translation>Jede Zeile ist ein Zweifel an einem Label, ein Hinweis. Zuoberst steht der, dessen Korrektur am meisten bringt. Weiter zum nächsten geht es mit {next_flag} oder einem Klick auf eine Zeile.</translation>
        </message>
        <message>
            <location filename="../../app/tour.py" />
            <source>Why it is doubted</source>
            <translation>Warum gezweifelt wird</translation>
        </message>
        <message>
            <location filename="../../app/tour.py" />
            <source>What speaks against the label, in a sentence with its numbers.</source>
            <translation>Was gegen das Label spricht, in einem Satz mit seinen Zahlen.</translation>
        </message>
        <message>
            <location filename="../../app/tour.py" />
            <source>What it is worth</source>
            <translation>Was es bringt</translation>
        </message>
        <message>
            <location filename="../../app/tour.py" />
            <source>Score: how likely the label is wrong. Price: by how much mAP changes if the suggestion is accepted, computed exactly.</source>
            <translation>Score: wie wahrscheinlich das Label falsch ist. Preis: um wie viel sich die mAP ändert, wenn der Vorschlag angenommen wird, genau berechnet.</translation>
        </message>
        <message>
            <location filename="../../app/tour.py" />
            <source>The image</source>
            <translation>Das Bild</translation>
        </message>
        <message>
            <location filename="../../app/tour.py" />
            <source>Solid boxes are labels, dashed ones are what the model sees. {zoom_to_flag} goes close, the wheel zooms. A box can be dragged right by its corners, {draw} draws a new one.</source>
            <translation>Durchgezogene Boxen sind Labels, gestrichelte das, was das Modell sieht. {zoom_to_flag} geht nah heran, das Rad zoomt. Eine Box lässt sich an den Ecken zurechtziehen, {draw} zeichnet eine neue.</translation>
        </message>
        <message>
            <location filename="../../app/tour.py" />
            <source>Accept the suggestion</source>
            <translation>Den Vorschlag annehmen</translation>
        </message>
        <message>
            <location filename="../../app/tour.py" />
            <source>Press {accept}. The label is mended, and the next flag comes up.</source>
            <translation>{accept} drücken: Das Label ist berichtigt, und der nächste Hinweis erscheint.</translation>
        </message>
        <message>
            <location filename="../../app/tour.py" />
            <source>mAP after each fix</source>
            <translation>mAP nach jeder Korrektur</translation>
        </message>
        <message>
            <location filename="../../app/tour.py" />
            <source>It was {before} when the labels were opened and is {after} now. Nothing has to be saved: each edit is on the disk before the next can be made.</source>
            <translation>Beim Öffnen der Labels war sie {before}, jetzt ist sie {after}. Zu sichern gibt es nichts: Jede Änderung ist auf der Platte, bevor die nächste möglich ist.</translation>
        </message>
        <message>
            <location filename="../../app/tour.py" />
            <source>Or the label is right</source>
            <translation>Oder das Label ist richtig</translation>
        </message>
        <message>
            <location filename="../../app/tour.py" />
            <source>Not every doubt is justified. {label_is_right} dismisses it for good.</source>
            <translation>Nicht jeder Zweifel ist berechtigt. {label_is_right} verwirft ihn für immer.</translation>
        </message>
        <message>
            <location filename="../../app/tour.py" />
            <source>Changed your mind?</source>
            <translation>Anders überlegt?</translation>
        </message>
        <message>
            <location filename="../../app/tour.py" />
            <source>{undo} takes back the last step, and the one before it, without end. {journal} shows all that was ever done.</source>
            <translation>{undo} nimmt den letzten Schritt zurück, und den davor, ohne Ende. {journal} zeigt alles, was je getan wurde.</translation>
        </message>
        <message>
            <location filename="../../app/tour.py" />
            <source>Why is mAP low?</source>
            <translation>Warum ist die mAP niedrig?</translation>
        </message>
        <message>
            <location filename="../../app/tour.py" />
            <source>This menu has the answer: “Why is mAP low?” ranks the causes by what they cost, with the next step for each.</source>
            <translation>Die Antwort steht in diesem Menü: „Warum ist die mAP niedrig?“ ordnet die Ursachen danach, was sie kosten, jede mit dem nächsten Schritt.</translation>
        </message>
        <message>
            <location filename="../../app/tour.py" />
            <source>Sign off</source>
            <translation>Freigabe</translation>
        </message>
        <message>
            <location filename="../../app/tour.py" />
            <source>At the end a random sample tells how good the labels are, and a lead signs just these labels: both stand in this menu. More is in the documentation ({documentation}).</source>
            <translation>Am Ende sagt eine Zufallsstichprobe, wie gut die Labels sind, und die Leitung unterschreibt genau diese Labels: Beides steht in diesem Menü. Mehr steht in der Dokumentation ({documentation}).</translation>
        </message>
    </context>
    <context>
        <name>TrainingCourse</name>
        <message>
            <location filename="../../widgets/dialogs/training_course.py" />
            <source>How far the training is</source>
            <translation>Wie weit das Training ist</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/training_course.py" />
            <source>Epoch, step and loss</source>
            <translation>Epoche, Schritt und Verlust</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/training_course.py" />
            <source>Measuring the model as it is</source>
            <translation>Das Modell wird gemessen, wie es ist</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/training_course.py" />
            <source>Training</source>
            <translation>Training</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/training_course.py" />
            <source>Epoch {epoch} of {epochs} · step {step} of {steps} · loss {loss:.4f}</source>
            <translation>Epoche {epoch} von {epochs} · Schritt {step} von {steps} · Verlust {loss:.4f}</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/training_course.py" />
            <source>Done</source>
            <translation>Fertig</translation>
        </message>
    </context>
    <context>
        <name>TrainingPlot</name>
        <message>
            <location filename="../../widgets/plots/training.py" />
            <source>Loss</source>
            <translation>Verlust</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/training.py" />
            <source>Steps; thick: the mean of each epoch</source>
            <translation>Schritte; dick: das Mittel jeder Epoche</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/training.py" />
            <source>Loss over the steps of training</source>
            <translation>Verlust über die Schritte des Trainings</translation>
        </message>
        <message>
            <location filename="../../widgets/plots/training.py" />
            <source>Step {step}: {loss:.4f}</source>
            <translation>Schritt {step}: {loss:.4f}</translation>
        </message>
    </context>
    <context>
        <name>TrainingSetUp</name>
        <message>
            <location filename="../../widgets/dialogs/training_choice.py" />
            <source>{title} ({count} images)</source>
            <translation>{title} ({count} Bilder)</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/training_choice.py" />
            <source>There are no images to train on and to hold out.</source>
            <translation>Es gibt keine Bilder zum Lernen und zum Zurückhalten.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/training_choice.py" />
            <source>Hold out other images than those that are trained on, or the result means nothing.</source>
            <translation>Halten Sie andere Bilder zurück als die, aus denen gelernt wird, sonst bedeutet das Ergebnis nichts.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/training_choice.py" />
            <source>A part without images is of no use.</source>
            <translation>Ein Teil ohne Bilder nützt nichts.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/training_choice.py" />
            <source>{count} images held out are few: hardly any change will be more than noise.</source>
            <translation>{count} zurückgehaltene Bilder sind wenig: kaum eine Änderung wird mehr als Rauschen sein.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/training_choice.py" />
            <source>Do the corrections help the model, and not only its score? A copy of it learns from the labels as they are now, for a few epochs, and is measured before and after on images that it never learns from. Your model's file stays as it is.</source>
            <translation>Helfen die Korrekturen dem Modell, und nicht nur seiner Bewertung? Eine Kopie lernt ein paar Epochen lang aus den Labels, wie sie jetzt sind, und wird vorher und nachher auf Bildern gemessen, aus denen sie nie lernt. Die Datei Ihres Modells bleibt, wie sie ist.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/training_choice.py" />
            <source>&amp;Train on</source>
            <translation>&amp;Lernen aus</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/training_choice.py" />
            <source>&amp;Hold out</source>
            <translation>&amp;Zurückhalten</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/training_choice.py" />
            <source>&amp;Epochs</source>
            <translation>&amp;Epochen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/training_choice.py" />
            <source>Learning &amp;rate</source>
            <translation>Lern&amp;rate</translation>
        </message>
    </context>
    <context>
        <name>TrustDialog</name>
        <message>
            <location filename="../../widgets/dialogs/trust.py" />
            <source>Run this model?</source>
            <translation>Dieses Modell laufen lassen?</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/trust.py" />
            <source>Run this model</source>
            <translation>Dieses Modell laufen lassen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/trust.py" />
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/trust.py" />
            <source>Your answer is remembered for exactly these bytes. If the file changes, you are asked again.</source>
            <translation>Ihre Antwort gilt für genau diese Bytes. Ändert sich die Datei, werden Sie wieder gefragt.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/trust.py" />
            <source>A model is a program</source>
            <translation>Ein Modell ist ein Programm</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/trust.py" />
            <source>Loading it runs what its author put into it, with your rights: it can read your files and reach the network. Run it if you know where it comes from.</source>
            <translation>Wird es geladen, läuft, was sein Autor hineingetan hat, mit Ihren Rechten: es kann Ihre Dateien lesen und ins Netz gehen. Lassen Sie es laufen, wenn Sie wissen, woher es kommt.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/trust.py" />
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/trust.py" />
            <source>Kind</source>
            <translation>Art</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/trust.py" />
            <source>not recognised</source>
            <translation>nicht erkannt</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/trust.py" />
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/trust.py" />
            <source>SHA-256</source>
            <translation>SHA-256</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/trust.py" />
            <source>This was found in it, which can act by itself:</source>
            <translation>Darin wurde gefunden, was von selbst etwas tun kann:</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/trust.py" />
            <source>Nothing was found in it that acts by itself: no Lambda layers, no pickles, no operations that touch files. That is a sign, no proof.</source>
            <translation>Darin wurde nichts gefunden, was von selbst etwas tut: keine Lambda-Schichten, keine Pickles, keine Operationen an Dateien. Das ist ein Zeichen, kein Beweis.</translation>
        </message>
    </context>
    <context>
        <name>Update</name>
        <message>
            <location filename="../../app/operations/update.py" />
            <source>This is no address.</source>
            <translation>Das ist keine Adresse.</translation>
        </message>
        <message>
            <location filename="../../app/operations/update.py" />
            <source>Give an address that begins with https://</source>
            <translation>Eine Adresse angeben, die mit https:// beginnt</translation>
        </message>
        <message>
            <location filename="../../app/operations/update.py" />
            <source>The address has to begin with https://, so that nobody on the way can change the answer.</source>
            <translation>Die Adresse muss mit https:// beginnen, damit unterwegs niemand die Antwort ändern kann.</translation>
        </message>
    </context>
    <context>
        <name>Updates</name>
        <message>
            <location filename="../../app/updates.py" />
            <source>Boxwright {version} is out</source>
            <translation>Boxwright {version} ist erschienen</translation>
        </message>
    </context>
    <context>
        <name>UpdatesDialog</name>
        <message>
            <location filename="../../widgets/dialogs/updates.py" />
            <source>Look for updates</source>
            <translation>Nach Aktualisierungen sehen</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/updates.py" />
            <source>&amp;Look for a newer version, once a day at most</source>
            <translation>Nach einer &amp;neueren Version sehen, höchstens einmal am Tag</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/updates.py" />
            <source>Address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/updates.py" />
            <source>&amp;Address</source>
            <translation>&amp;Adresse</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/updates.py" />
            <source>Off, Boxwright asks nothing of the network. On, it fetches this address when it starts, and shows a line at the bottom where it names a newer version. Nothing is sent along: no name, no data, not even the version you have. It never downloads or installs anything.</source>
            <translation>Ausgeschaltet fragt Boxwright im Netz nichts an. Eingeschaltet ruft es beim Start diese Adresse ab und zeigt unten eine Zeile, wenn sie eine neuere Version nennt. Mitgeschickt wird nichts: kein Name, keine Daten, nicht einmal die eigene Version. Es lädt nie etwas herunter und installiert nichts.</translation>
        </message>
    </context>
    <context>
        <name>VerdictKind</name>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>Fixed</source>
            <translation>Berichtigt</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>Label is right</source>
            <translation>Label ist richtig</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/model.py" />
            <source>Unsure</source>
            <translation>Unsicher</translation>
        </message>
    </context>
    <context>
        <name>VerdictLine</name>
        <message>
            <location filename="../../widgets/findings/verdicts.py" />
            <source>Confirm</source>
            <translation>Bestätigen</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/verdicts.py" />
            <source>Make it a task</source>
            <translation>Als Aufgabe</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/verdicts.py" />
            <source>Dismiss…</source>
            <translation>Verwerfen…</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/verdicts.py" />
            <source>Take back</source>
            <translation>Zurücknehmen</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/verdicts.py" />
            <source>Why it is dismissed</source>
            <translation>Warum er verworfen wird</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/verdicts.py" />
            <source>Why is this no cause?</source>
            <translation>Warum ist das keine Ursache?</translation>
        </message>
        <message>
            <location filename="../../widgets/findings/verdicts.py" />
            <source>Dismiss</source>
            <translation>Verwerfen</translation>
        </message>
    </context>
    <context>
        <name>WaitingLabel</name>
        <message>
            <location filename="../../widgets/waiting_label.py" />
            <source>The server cannot be reached. What you do is kept on this machine, also when the program ends, and is handed in when the server is back. Until then you do not see what others do.</source>
            <translation>Der Server ist nicht erreichbar. Was Sie tun, bleibt auf diesem Rechner, auch wenn das Programm endet, und wird nachgereicht, sobald der Server wieder da ist. Bis dahin sehen Sie nicht, was andere tun.</translation>
        </message>
        <message>
            <location filename="../../widgets/waiting_label.py" />
            <source>1 step waits for the server</source>
            <translation>1 Schritt wartet auf den Server</translation>
        </message>
        <message>
            <location filename="../../widgets/waiting_label.py" />
            <source>{} steps wait for the server</source>
            <translation>{} Schritte warten auf den Server</translation>
        </message>
    </context>
    <context>
        <name>Wall</name>
        <message>
            <location filename="../../widgets/gallery/wall.py" />
            <source>Crops of boxes</source>
            <translation>Ausschnitte der Boxen</translation>
        </message>
        <message>
            <location filename="../../widgets/gallery/wall.py" />
            <source>loss</source>
            <translation>Verlust</translation>
        </message>
        <message>
            <location filename="../../widgets/gallery/wall.py" />
            <source>selected</source>
            <translation>ausgewählt</translation>
        </message>
    </context>
    <context>
        <name>Welcome</name>
        <message>
            <location filename="../../widgets/welcome.py" />
            <source>Find the boxes most likely wrong, fix them in place, and watch mAP move with each fix.</source>
            <translation>Finden Sie die Boxen, die am ehesten falsch sind, berichtigen Sie sie an Ort und Stelle, und sehen Sie, wie mAP sich mit jeder bewegt.</translation>
        </message>
        <message>
            <location filename="../../widgets/welcome.py" />
            <source>Open dataset…</source>
            <translation>Datensatz öffnen…</translation>
        </message>
        <message>
            <location filename="../../widgets/welcome.py" />
            <source>Open project…</source>
            <translation>Projekt öffnen…</translation>
        </message>
        <message>
            <location filename="../../widgets/welcome.py" />
            <source>Open the demo</source>
            <translation>Demo öffnen</translation>
        </message>
        <message>
            <location filename="../../widgets/welcome.py" />
            <source>Documentation</source>
            <translation>Dokumentation</translation>
        </message>
        <message>
            <location filename="../../widgets/welcome.py" />
            <source>New here? A guided tour on the demo takes two minutes</source>
            <translation>Neu hier? Ein Rundgang an der Demo dauert zwei Minuten</translation>
        </message>
        <message>
            <location filename="../../widgets/welcome.py" />
            <source>Recent projects</source>
            <translation>Zuletzt geöffnet</translation>
        </message>
    </context>
    <context>
        <name>WhereDialog</name>
        <message>
            <location filename="../../widgets/dialogs/where.py" />
            <source>Where is “{name}”?</source>
            <translation>Wo ist „{name}“?</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/where.py" />
            <source>Where are these?</source>
            <translation>Wo sind diese Dateien?</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/where.py" />
            <source>This is not where it was any more, nor near the project:</source>
            <translation>Das ist nicht mehr, wo es war, und auch nicht beim Projekt:</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/where.py" />
            <source>These are not where they were any more, nor near the project:</source>
            <translation>Diese sind nicht mehr, wo sie waren, und auch nicht beim Projekt:</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/where.py" />
            <source>Where “{name}” is now</source>
            <translation>Wo „{name}“ jetzt ist</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/where.py" />
            <source>A file…</source>
            <translation>Eine Datei…</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/where.py" />
            <source>A folder…</source>
            <translation>Ein Ordner…</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/where.py" />
            <source>It is there</source>
            <translation>Dort ist es</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/where.py" />
            <source>Go on without</source>
            <translation>Ohne weiterarbeiten</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/where.py" />
            <source>The labels and every edit are in the project: nothing is lost without these files.</source>
            <translation>Die Labels und jede Änderung sind im Projekt: Ohne diese Dateien geht nichts verloren.</translation>
        </message>
    </context>
    <context>
        <name>WhereaboutsPresenter</name>
        <message>
            <location filename="../../app/presenters/whereabouts.py" />
            <source>{done} of {all} images reviewed</source>
            <translation>{done} von {all} Bildern geprüft</translation>
        </message>
        <message>
            <location filename="../../app/presenters/whereabouts.py" />
            <source>New boxes: {}</source>
            <translation>Neue Boxen: {}</translation>
        </message>
        <message>
            <location filename="../../app/presenters/whereabouts.py" />
            <source>⚠ {} has this image</source>
            <translation>⚠ {} hat dieses Bild</translation>
        </message>
        <message>
            <location filename="../../app/presenters/whereabouts.py" />
            <source>● {} too</source>
            <translation>● {} ist auch hier</translation>
        </message>
    </context>
    <context>
        <name>Why</name>
        <message>
            <location filename="../../app/why.py" />
            <source>All files (*)</source>
            <translation>Alle Dateien (*)</translation>
        </message>
        <message>
            <location filename="../../app/why.py" />
            <source>Folder of TensorBoard event files</source>
            <translation>Ordner mit TensorBoard-Ereignisdateien</translation>
        </message>
        <message>
            <location filename="../../app/why.py" />
            <source>Configurations (*.config *.json);;All files (*)</source>
            <translation>Konfigurationen (*.config *.json);;Alle Dateien (*)</translation>
        </message>
        <message>
            <location filename="../../app/why.py" />
            <source>Configuration of the training</source>
            <translation>Konfiguration des Trainings</translation>
        </message>
        <message>
            <location filename="../../app/why.py" />
            <source>Labels that the model was trained on</source>
            <translation>Labels, mit denen das Modell trainiert wurde</translation>
        </message>
        <message>
            <location filename="../../app/why.py" />
            <source>Tables (*.csv);;All files (*)</source>
            <translation>Tabellen (*.csv);;Alle Dateien (*)</translation>
        </message>
        <message>
            <location filename="../../app/why.py" />
            <source>Table of evaluations over time</source>
            <translation>Tabelle der Auswertungen im Lauf der Zeit</translation>
        </message>
        <message>
            <location filename="../../app/why.py" />
            <source>Write the task list</source>
            <translation>Aufgabenliste schreiben</translation>
        </message>
    </context>
    <context>
        <name>_Bound</name>
        <message>
            <location filename="../../widgets/queue/numbers.py" />
            <source>several</source>
            <translation>mehrere</translation>
        </message>
    </context>
    <context>
        <name>_Bounds</name>
        <message>
            <location filename="../../widgets/queue/numbers.py" />
            <source>Score</source>
            <translation>Score</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/numbers.py" />
            <source>How likely the label is wrong, 0 to 1</source>
            <translation>Wie wahrscheinlich das Label falsch ist, 0 bis 1</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/numbers.py" />
            <source>Price</source>
            <translation>Preis</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/numbers.py" />
            <source>Change of mAP if the suggestion is accepted</source>
            <translation>Änderung der mAP, wenn der Vorschlag angenommen wird</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/numbers.py" />
            <source>Loss</source>
            <translation>Verlust</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/numbers.py" />
            <source>How far the model contradicts the label, 0 to 1</source>
            <translation>Wie sehr das Modell dem Label widerspricht, 0 bis 1</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/numbers.py" />
            <source>Worth</source>
            <translation>Nutzen</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/numbers.py" />
            <source>Size of the price times its probability</source>
            <translation>Größe des Preises mal Wahrscheinlichkeit</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/numbers.py" />
            <source>{field} from</source>
            <translation>{field} von</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/numbers.py" />
            <source>from</source>
            <translation>von</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/numbers.py" />
            <source>{field} to</source>
            <translation>{field} bis</translation>
        </message>
        <message>
            <location filename="../../widgets/queue/numbers.py" />
            <source>to</source>
            <translation>bis</translation>
        </message>
    </context>
    <context>
        <name>_Job</name>
        <message>
            <location filename="../../widgets/progress.py" />
            <source>Starting</source>
            <translation>Startet</translation>
        </message>
        <message>
            <location filename="../../widgets/progress.py" />
            <source>Stop: {}</source>
            <translation>Anhalten: {}</translation>
        </message>
    </context>
    <context>
        <name>_Name</name>
        <message>
            <location filename="../../widgets/runs/table.py" />
            <source>Name of the run</source>
            <translation>Name des Laufs</translation>
        </message>
    </context>
    <context>
        <name>_Pin</name>
        <message>
            <location filename="../../widgets/canvas/pins.py" />
            <source>Comment {number}</source>
            <translation>Kommentar {number}</translation>
        </message>
    </context>
    <context>
        <name>_Result</name>
        <message>
            <location filename="../../widgets/dialogs/training_course.py" />
            <source>mAP before</source>
            <translation>mAP vorher</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/training_course.py" />
            <source>mAP after</source>
            <translation>mAP nachher</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/training_course.py" />
            <source>Measured on the images held out; the verdict comes at the end.</source>
            <translation>Gemessen auf den zurückgehaltenen Bildern; das Urteil kommt am Ende.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/training_course.py" />
            <source>No difference can be told: more images held out would tell more.</source>
            <translation>Ein Unterschied ist nicht zu erkennen: mehr zurückgehaltene Bilder würden mehr sagen.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/training_course.py" />
            <source>Training on the labels as they are now helps the model, on the images held out.</source>
            <translation>Training mit den Labels, wie sie jetzt sind, hilft dem Modell, auf den zurückgehaltenen Bildern.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/training_course.py" />
            <source>The model got worse: look at the learning rate first, then at the corrections.</source>
            <translation>Das Modell ist schlechter geworden: sehen Sie erst auf die Lernrate, dann auf die Korrekturen.</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/training_course.py" />
            <source>{ap}, 95 % between {low} and {high}</source>
            <translation>{ap}, 95 % zwischen {low} und {high}</translation>
        </message>
    </context>
    <context>
        <name>_Row</name>
        <message>
            <location filename="../../widgets/findings/list.py" />
            <source>no price</source>
            <translation>ohne Preis</translation>
        </message>
    </context>
    <context>
        <name>_Shares</name>
        <message>
            <location filename="../../widgets/dialogs/augmentation.py" />
            <source>lost: too little stays inside</source>
            <translation>verloren: zu wenig bleibt im Bild</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/augmentation.py" />
            <source>cut at the image's edge</source>
            <translation>am Bildrand beschnitten</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/augmentation.py" />
            <source>loose: the upright box is a half larger or more</source>
            <translation>lose: die aufrechte Box ist um die Hälfte größer oder mehr</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/augmentation.py" />
            <source>wrong, if only pixels are moved</source>
            <translation>falsch, wenn nur Pixel bewegt werden</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/augmentation.py" />
            <source>Of all {count} boxes of the dataset</source>
            <translation>Von allen {count} Boxen des Datensatzes</translation>
        </message>
    </context>
    <context>
        <name>_Table</name>
        <message>
            <location filename="../../widgets/dialogs/keys.py" />
            <source>Actions and their keys</source>
            <translation>Aktionen und ihre Tasten</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/keys.py" />
            <source>Or</source>
            <translation>Oder</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/keys.py" />
            <source>What it does</source>
            <translation>Was sie tut</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/keys.py" />
            <source>Key</source>
            <translation>Taste</translation>
        </message>
        <message>
            <location filename="../../widgets/dialogs/keys.py" />
            <source>Changed by you</source>
            <translation>Von Ihnen geändert</translation>
        </message>
    </context>
</TS>
